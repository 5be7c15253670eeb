/** The heap fills slowly with what cannot be collected: with ParallelGC, collecting becomes all that the VM does. */
public class OutOfMemoryOverhead {
    static int sum;

    public static void main(String[] args) {
        Object[] chain = null;
        try {
            for (;;) {
                Object[] next = {chain, null};
                chain = next;
                for (int i = 0; i < 3; i++) sum += new int[2].length;
            }
        } catch (OutOfMemoryError e) {
            chain = null;
            System.out.println(e);
        }
    }
}
