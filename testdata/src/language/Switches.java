/** tableswitch, lookupswitch, strings, enums, fall-through, switch expressions. */
public class Switches {
    enum Color { RED, GREEN, BLUE }

    static String table(int i) {
        switch (i) {
        case -1: return "minus one";
        case 0: return "zero";
        case 1: return "one";
        case 3: return "three";
        default: return "other";
        }
    }

    static String lookup(int i) {
        switch (i) {
        case Integer.MIN_VALUE: return "min";
        case -1000: return "-1000";
        case 7: return "7";
        case 100000: return "100000";
        case Integer.MAX_VALUE: return "max";
        }
        return "none";
    }

    static int fall(char c) {
        int n = 0;
        switch (c) {
        case 'a': n += 1;
        case 'b': n += 10; break;
        case 'c': n += 100;
        default: n += 1000;
        }
        return n;
    }

    static String string(String s) {
        switch (s) {
        case "Aa": return "Aa";
        case "BB": return "BB (same hash)";
        case "": return "empty";
        case "long string with spaces": return "long";
        default: return "?";
        }
    }

    static String color(Color c) {
        return switch (c) {
        case RED -> "r";
        case GREEN -> { String s = "g"; yield s + s; }
        case BLUE -> "b";
        };
    }

    static int pick(Object o) {
        return switch (String.valueOf(o)) {
        case "1", "2", "3" -> 123;
        case "null" -> throw new IllegalArgumentException("null!");
        default -> -1;
        };
    }

    public static void main(String[] args) {
        for (int i = -3; i < 6; i++) System.out.println(i + " " + table(i));
        for (int i : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE, 7, 8, -1000, 100000, 0}) System.out.println(lookup(i));
        for (char c = 'a'; c < 'e'; c++) System.out.println(fall(c));
        for (String s : new String[] {"Aa", "BB", "C#", "", "long string with spaces"}) System.out.println(string(s));
        for (Color c : Color.values()) System.out.println(color(c));
        System.out.println(pick(2) + " " + pick("x"));
        try {
            pick(null);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            string(null);
        } catch (NullPointerException e) {
            System.out.println("NPE");
        }
    }
}
