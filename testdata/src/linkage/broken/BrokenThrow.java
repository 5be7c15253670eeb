/** Throws what is no Throwable any more: the verifier refuses the method. */
public class BrokenThrow {
    public static void main(String[] args) {
        for (int i = 0; i < 2; i++)
            try {
                Thrower.thrown();
            } catch (VerifyError e) {
                System.out.println(e);
            }
    }

    static class Thrower { static Object thrown() { throw new WasClassForThrow(); } }
}
