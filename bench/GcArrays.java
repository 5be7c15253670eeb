import java.util.Random;

/** Arrays of 64 KB to 4 MB, of which about 100 MB live. Argument: number of arrays made. */
public class GcArrays {
    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 6_000;
        Object[] live = new Object[64];
        Random random = new Random(42);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int kilobytes = 64 << random.nextInt(6);
            int slot = random.nextInt(live.length);
            switch (random.nextInt(3)) {
            case 0: live[slot] = new byte[kilobytes << 10]; break;
            case 1: live[slot] = new long[kilobytes << 7]; break;
            default:
                Object[] a = new Object[kilobytes << 8];
                a[a.length / 2] = new int[] {i};
                live[slot] = a;
            }
            if (live[random.nextInt(live.length)] instanceof Object[] a) sum += ((int[]) a[a.length / 2])[0];
        }
        System.out.println(sum);
    }
}
