/** Loads and runs damaged classes: `Driver FROM TO`, each C<n>.class of the folder `classes`, in a loader of its own. */
public class Driver {
    static class Loader extends ClassLoader {
        Class<?> define(byte[] data) {
            return defineClass(null, data, 0, data.length);
        }
    }

    public static void main(String[] args) throws Exception {
        for (int n = Integer.parseInt(args[0]); n < Integer.parseInt(args[1]); n++) {
            String result;
            try {
                byte[] data = java.nio.file.Files.readAllBytes(java.nio.file.Path.of(args[2], "C" + n + ".class"));
                Class<?> k = new Loader().define(data);
                Object value = k.getMethod("run").invoke(null);
                result = String.valueOf(value);
            } catch (java.lang.reflect.InvocationTargetException e) {
                result = "threw " + e.getCause().getClass().getName();
            } catch (Throwable e) {
                result = e.getClass().getName();
            }
            System.out.println("C" + n + " " + result);
            System.out.flush();
        }
    }
}
