import java.util.Random;

/** Mixed sizes until 100 MB live, 90 % of them dropped at random, then larger objects: again and again. Argument: rounds. */
public class GcFragment {
    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 6;
        Random random = new Random(42);
        Object[] live = new Object[400_000];
        long made = 0;
        for (int round = 0; round < rounds; round++) {
            int scale = 1 + round % 3; /* each round's objects are larger, then small again */
            int count = live.length / scale;
            for (int i = 0; i < count; i++) {
                if (live[i] != null) continue;
                int size = (16 + random.nextInt(450)) * scale;
                live[i] = random.nextInt(4) == 0 ? new Object[size / 4] : new byte[size];
                made += size;
            }
            for (int i = 0; i < live.length; i++)
                if (random.nextInt(10) != 0) live[i] = null;
        }
        System.out.println(made);
    }
}
