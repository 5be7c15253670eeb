import java.io.*;
import java.net.URL;
import java.util.Collections;
import java.util.jar.JarFile;

/** -jar: manifest, Class-Path, resources, package attributes. */
public class JarMain {
    public static void main(String[] args) throws IOException {
        System.out.println("JarMain " + String.join(",", args) + " with " + JarLibrary.where());
        try (BufferedReader r = new BufferedReader(new InputStreamReader(JarMain.class.getResourceAsStream("/data/message.txt")))) {
            r.lines().forEach(System.out::println);
        }
        System.out.println(new String(ClassLoader.getSystemResourceAsStream("data/other.txt").readAllBytes()).trim());
        System.out.println(JarMain.class.getResourceAsStream("data/big.txt").readAllBytes().length + " " + JarMain.class.getResource("nothing"));
        URL u = JarMain.class.getResource("data/message.txt");
        System.out.println(u.getProtocol() + " " + u.getPath().replaceAll(".*!", "") + " " + u.openConnection().getContentLength());
        System.out.println(Collections.list(JarMain.class.getClassLoader().getResources("META-INF/MANIFEST.MF")).size());
        System.out.println(JarMain.class.getPackage().getImplementationTitle() + " " + JarMain.class.getPackage().getImplementationVersion());
        try (JarFile j = new JarFile(System.getProperty("java.class.path"))) {
            j.stream().map(e -> e.getName() + " " + e.getSize()).filter(s -> !s.contains(".class")).forEach(System.out::println);
            System.out.println(j.getManifest().getMainAttributes().getValue("Class-Path"));
        }
    }
}
