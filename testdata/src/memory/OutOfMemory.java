import java.util.ArrayList;
import java.util.List;

/** OutOfMemoryError is thrown, can be caught, and the program goes on; soft references go first. */
public class OutOfMemory {
    public static void main(String[] args) {
        for (int round = 0; round < 2; round++) {
            java.lang.ref.SoftReference<byte[]> soft = new java.lang.ref.SoftReference<>(new byte[100_000]);
            List<Object> list = new ArrayList<>();
            try {
                while (true) list.add(new byte[1_000_000]);
            } catch (OutOfMemoryError e) {
                boolean some = list.size() > 5;
                list = null;
                System.out.println(e + " " + some + " " + (soft.get() == null));
            }
        }
        try {
            long[] huge = new long[Integer.MAX_VALUE];
        } catch (OutOfMemoryError e) {
            System.out.println(e);
        }
        try {
            Object o = new int[20_000_000][3];
        } catch (OutOfMemoryError e) {
            System.out.println(e);
        }
        System.out.println(new byte[5_000_000].length);
    }
}
