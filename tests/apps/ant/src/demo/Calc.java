package demo;

/** Version @VERSION@: adds and multiplies from left to right. */
public class Calc {
    public static int eval(String... words) {
        int value = Integer.parseInt(words[0]);
        for (int i = 1; i < words.length; i += 2) {
            int next = Integer.parseInt(words[i + 1]);
            value = switch (words[i]) {
                case "+" -> value + next;
                case "*" -> value * next;
                default -> throw new IllegalArgumentException(words[i]);
            };
        }
        return value;
    }
    public static void main(String[] args) { System.out.println(eval(args)); }
}
