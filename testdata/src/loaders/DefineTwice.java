import java.security.*;
import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** defineClass: twice, under a wrong name, in forbidden packages, with bad bytes, ranges, sources; findLoadedClass; resolveClass. */
public class DefineTwice {
    static byte[] make(int access, String name) {
        ClassWriter cw = new ClassWriter(0);
        cw.visit(V17, access, name, null, "java/lang/Object", null);
        cw.visitEnd();
        return cw.toByteArray();
    }
    static class L extends ClassLoader {
        L(String name) { super(name, DefineTwice.class.getClassLoader()); }
        Class<?> def(String name, byte[] b) { return defineClass(name, b, 0, b.length); }
        Class<?> def(String name, byte[] b, int off, int len) { return defineClass(name, b, off, len); }
        Class<?> def(String name, byte[] b, ProtectionDomain d) { return defineClass(name, b, 0, b.length, d); }
        Class<?> def(String name, java.nio.ByteBuffer b) { return defineClass(name, b, (ProtectionDomain) null); }
        Class<?> loaded(String name) { return findLoadedClass(name); }
        void resolve(Class<?> c) { resolveClass(c); }
        Class<?> system(String name) throws ClassNotFoundException { return findSystemClass(name); }
        Package pack(String n) { return definePackage(n, "t", "1", "v", "T", "2", "V", null); }
    }
    public static void main(String[] args) {
        L l = new L("first"), unnamed = new L(null);
        byte[] a = make(ACC_PUBLIC, "A"), i = make(ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT, "p/I"), an = make(ACC_INTERFACE | ACC_ABSTRACT, "p/package-info");
        Show.of("once", () -> l.def("A", a).getClassLoader().getName());
        Show.of("twice", () -> l.def("A", a));
        Show.of("twice without a name", () -> l.def(null, a));
        Show.of("in another", () -> unnamed.def(null, a));
        Show.of("twice in another", () -> unnamed.def(null, a));
        Show.of("interface", () -> l.def("p.I", i));
        Show.of("interface twice", () -> l.def("p.I", i));
        Show.of("package-info", () -> l.def("p.package-info", an) + " " + l.loaded("p.I").getPackage());
        Show.of("wrong name", () -> l.def("B", a));
        Show.of("wrong name, package", () -> l.def("q.A", a));
        Show.of("wrong case", () -> l.def("a", a));
        Show.of("slashes", () -> l.def("p/I", i));
        Show.of("array name", () -> l.def("[LA;", a));
        Show.of("empty name", () -> l.def("", a));
        Show.of("java.", () -> l.def("java.x.A", make(ACC_PUBLIC, "java/x/A")));
        Show.of("java. without a name", () -> l.def(null, make(ACC_PUBLIC, "java/lang/A")));
        Show.of("javax", () -> l.def("javax.x.A", make(ACC_PUBLIC, "javax/x/A")).getPackage() + " " + l.loaded("javax.x.A").getModule().isNamed());
        Show.of("a package of java.base", () -> l.def("sun.security.x509.A", make(ACC_PUBLIC, "sun/security/x509/A")).getModule().isNamed());
        Show.of("null bytes", () -> l.def("N", (byte[]) null));
        Show.of("no bytes", () -> l.def("N", new byte[0]));
        Show.of("range", () -> l.def("A", a, 5, a.length));
        Show.of("negative", () -> l.def("A", a, -1, 5));
        Show.of("middle", () -> { byte[] padded = new byte[a.length + 20]; System.arraycopy(make(ACC_PUBLIC, "M"), 0, padded, 10, a.length); return l.def("M", padded, 10, a.length); });
        Show.of("direct buffer", () -> { byte[] b = make(0, "D"); return l.def("D", java.nio.ByteBuffer.allocateDirect(b.length).put(b).flip()); });
        Show.of("heap buffer", () -> { byte[] b = make(0, "H"); return l.def("H", java.nio.ByteBuffer.wrap(b)); });
        Show.of("empty buffer", () -> l.def("H", java.nio.ByteBuffer.allocateDirect(0)));
        Show.of("loaded", () -> l.loaded("A") + " " + l.loaded("D") + " " + l.loaded("java.lang.String") + " " + l.loaded("[LA;") + " " + l.loaded("p/I") + " " + l.loaded("none"));
        Show.of("loaded null", () -> l.loaded(null));
        Show.of("resolve null", () -> { l.resolve(null); return 0; });
        Show.of("resolve", () -> { l.resolve(l.loaded("A")); return 0; });
        Show.of("system", () -> l.system("DefineTwice") == DefineTwice.class);
        Show.of("system absent", () -> l.system("NoSuch"));
        Show.of("package", () -> l.pack("made").getImplementationVersion());
        Show.of("package twice", () -> l.pack("made"));
        Show.of("package of a class", () -> l.pack("p"));
        for (int version : new int[] {44, 45, 52, 61, 62, 99})
            Show.of("version " + version, () -> { byte[] b = make(ACC_PUBLIC, "V" + version); b[7] = (byte) version; return l.def(null, b); });
        for (int flags : new int[] {ACC_FINAL | ACC_ABSTRACT, ACC_INTERFACE, ACC_INTERFACE | ACC_ABSTRACT | ACC_FINAL, ACC_ANNOTATION, ACC_ENUM, ACC_SYNTHETIC, 0x8000})
            Show.of("flags " + Integer.toHexString(flags), () -> java.lang.reflect.Modifier.toString(l.def(null, make(flags, "F" + flags)).getModifiers()));
        for (String bad : new String[] {"a;b", "a[b", "a//b", "/a", "a/", "a.b", "[A", "<init>", "1", "\u20ac", " "})
            Show.of("name '" + bad + "'", () -> l.def(null, make(ACC_PUBLIC, bad)));
        ProtectionDomain d = new ProtectionDomain(null, null);
        Show.of("domain", () -> l.def("PD", make(ACC_PUBLIC, "PD"), d).getProtectionDomain() == d);
        Show.of("default domain", () -> l.loaded("A").getProtectionDomain().getCodeSource() + " " + (l.loaded("A").getProtectionDomain().getClassLoader() == l));
        CodeSource signed = new CodeSource(null, (java.security.cert.Certificate[]) null);
        Show.of("code source", () -> l.def("CS", make(ACC_PUBLIC, "CS"), new ProtectionDomain(signed, new Permissions(), l, null)).getProtectionDomain().getCodeSource());
        Show.of("forName from this loader", () -> Class.forName("A", true, l) == l.loaded("A"));
        Show.of("forName absent", () -> Class.forName("Absent", true, l));
        Show.of("array of a made class", () -> Class.forName("[[Lp.I;", false, l) + " " + java.lang.reflect.Array.newInstance(l.loaded("A"), 1).getClass().getClassLoader().getName());
        Show.of("cast between loaders", () -> l.loaded("A").cast(java.lang.reflect.Array.newInstance(unnamed.loaded("A"), 0)));
    }
}
