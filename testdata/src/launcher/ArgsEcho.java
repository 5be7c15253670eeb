/** Program arguments arrive as given. */
public class ArgsEcho {
    public static void main(String[] args) {
        for (String a : args) System.out.println("[" + a + "] " + a.length());
    }
}
