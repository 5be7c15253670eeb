// SPDX-License-Identifier: MIT
//
// Recorder - defines each class of a file written by cases.py and prints what HotSpot says of it.
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.PrintStream;

public class Recorder extends ClassLoader {
    private Class<?> define(String name, byte[] bytes) {
        return defineClass(name.isEmpty() ? null : name.replace('/', '.'), bytes, 0, bytes.length);
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(args[0])))) {
            while (in.available() > 0) {
                int size = in.readInt();
                String name = in.readUTF();
                byte[] bytes = in.readNBytes(size);
                String result = "accepted";
                try {
                    new Recorder().define(name, bytes);
                } catch (ClassFormatError | NoClassDefFoundError e) {
                    result = e.getClass().getSimpleName() + ": " + e.getMessage();
                } catch (LinkageError e) {
                    // The bytes were fine; a superclass or interface was not.
                }
                out.println(result);
            }
        }
        out.flush();
    }
}
