import java.lang.reflect.InvocationTargetException;

/** Runs the generated classes P0, P1, ...: `Driver COUNT FROM` prints for each what its `run` returned or threw. */
public class Driver {
    /** Called by programs made with RANDOM_TRACE set. */
    public static void trace(long sum, String where) {
        System.out.println(where + " " + sum);
    }

    public static void trace(String caught) {
        System.out.println(caught);
    }

    public static void main(String[] args) throws Exception {
        int from = Integer.parseInt(args[1]), to = from + Integer.parseInt(args[0]);
        for (int i = from; i < to; i++) {
            String result;
            try {
                result = Class.forName("P" + i).getMethod("run").invoke(null).toString();
            } catch (InvocationTargetException e) {
                result = e.getCause().toString();
            } catch (LinkageError e) {
                result = e.toString().lines().findFirst().get();
            }
            System.out.println("P" + i + " " + result);
        }
    }
}
