/** Bring-up: prints literals, no concatenation. */
public class Up02Print {
    public static void main(String[] args) {
        System.out.println("text");
        System.out.println(42);
        System.out.println(-7L);
        System.out.println('c');
        System.out.println(true);
        System.out.println(1.5);
        System.out.println(0.1f);
        System.out.println((Object) null);
        System.out.print("no ");
        System.out.print("newline");
        System.out.println();
        System.out.println("\u00e4\u20ac\ud83d\ude00".length());
    }
}
