import java.io.*;

/** System.err is replaced, closed and failing when exceptions go uncaught. */
public class UncaughtError {
    public static void main(String[] args) throws Exception {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        PrintStream old = System.err;
        System.setErr(new PrintStream(b, true));
        Thread t = new Thread(() -> { throw new Error("into the buffer"); }, "t");
        t.start();
        t.join();
        System.out.println(b.toString().replace("\t", "  "));
        System.setErr(new PrintStream(new OutputStream() {
            public void write(int c) throws IOException { throw new IOException("no"); }
        }));
        Thread u = new Thread(() -> { throw new Error("lost"); }, "u");
        u.start();
        u.join();
        System.setErr(old);
        System.out.close();
        System.err.println("still here " + System.out.checkError());
        throw new Exception("last");
    }
}
