import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** An old class loader keeps the classes that it gets later, of arrays for instance, through young collections. */
public class LoaderArrays {
    public static class Element { }

    static final byte[][] kept = new byte[100][];

    /** Most of it dies at once, so young collections pay. */
    static void allocate(int megabytes) {
        for (int i = 0; i < megabytes * 10_000; i++) kept[i % 100] = new byte[40 + i % 64];
    }

    public static void main(String[] args) throws Exception {
        List<Class<?>> classes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ByteLoader loader = new ByteLoader("loader", LoaderArrays.class.getClassLoader()).copy("LoaderArrays$Element");
            classes.add(loader.loadClass("LoaderArrays$Element"));
        }
        int sum = 0;
        for (int round = 1; round <= 6; round++) {
            System.gc();
            for (Class<?> k : classes) sum += Array.getLength(Array.newInstance(k, new int[round]));
            allocate(12);
            for (Class<?> k : classes) {
                Class<?> array = Array.newInstance(k, new int[round]).getClass();
                String name = "[".repeat(round) + "LLoaderArrays$Element;";
                if (!array.getName().equals(name) || array.getClassLoader() != k.getClassLoader() || !array.isArray())
                    System.out.println("round " + round + ": " + array);
            }
        }
        System.out.println(sum + " " + classes.get(9).getName());
    }
}
