/** Bring-up: StringBuilder and String methods, no concatenation by invokedynamic. */
public class Up07StringBuilder {
    public static void main(String[] args) {
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 10; i++) b.append(i).append(i % 2 == 0 ? ',' : ' ');
        b.append(1.25).append(3.5f).append(true).append((String) null).append(123456789012L);
        System.out.println(b.toString());
        System.out.println(b.reverse());
        System.out.println("Hello".substring(1, 3));
        System.out.println("hello".toUpperCase());
        System.out.println("a,b,c".indexOf("c"));
        System.out.println("abc".compareTo("abd"));
        System.out.println("  trim ".trim());
        System.out.println("abc".hashCode());
        System.out.println("x".repeat(5));
        System.out.println("one two".replace(' ', '_'));
        System.out.println("ab".concat("cd").equals("abcd"));
        System.out.println(("a".concat("b")).intern() == "ab");
        System.out.println(Integer.toHexString(-1));
        System.out.println(Integer.parseInt("-123"));
        System.out.println(String.valueOf(new char[] {'x', 'y'}));
    }
}
