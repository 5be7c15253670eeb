/** Bring-up: the first invokedynamic: string concatenation. */
public class Up09Concat {
    public static void main(String[] args) {
        int n = 3;
        String s = "n=" + n;
        System.out.println(s);
        System.out.println(s + '!' + 2L + 1.5 + true + null + 'c' + 1.0f + (byte) 1 + (short) 2 + new StringBuilder("sb"));
        s += 1;
        s += "x";
        System.out.println(s);
    }
}
