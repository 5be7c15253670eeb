/** In lib.jar, found through the manifest's Class-Path. */
public class JarLibrary {
    static String where() { return JarLibrary.class.getProtectionDomain().getCodeSource().getLocation().getPath().replaceAll(".*/", ""); }
}
