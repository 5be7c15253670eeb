import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** Supertypes that are circular, absent, final, of the wrong kind, not accessible; what the second attempt says. */
public class LoadCircular {
    static byte[] make(int access, String name, String parent, String... interfaces) {
        ClassWriter cw = new ClassWriter(0);
        cw.visit(V17, access, name, null, parent, interfaces);
        cw.visitEnd();
        return cw.toByteArray();
    }
    static ByteLoader l(Object... pairs) {
        ByteLoader l = new ByteLoader("L", LoadCircular.class.getClassLoader());
        for (int i = 0; i < pairs.length; i += 2) l.add((String) pairs[i], (byte[]) pairs[i + 1]);
        return l;
    }
    static void twice(String what, ByteLoader l, String name) {
        for (int i = 0; i < 2; i++) Show.of(what + (i == 0 ? "" : " again"), () -> Class.forName(name, true, l));
    }
    static final String O = "java/lang/Object";
    static final int P = ACC_PUBLIC | ACC_SUPER, I = ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT;

    public static void main(String[] args) {
        twice("own superclass", l("A", make(P, "A", "A")), "A");
        twice("two", l("A", make(P, "A", "B"), "B", make(P, "B", "A")), "A");
        twice("three", l("A", make(P, "A", "B"), "B", make(P, "B", "C"), "C", make(P, "C", "A")), "B");
        twice("own interface", l("A", make(I, "A", O, "A")), "A");
        twice("interfaces", l("A", make(I, "A", O, "B"), "B", make(I, "B", O, "A")), "A");
        twice("class and interface", l("A", make(P, "A", O, "B"), "B", make(I, "B", O, "A")), "A");
        twice("not circular: two loaders", l("A", make(P, "A", "A2"), "A2", make(P, "A2", O)), "A");
        twice("absent superclass", l("A", make(P, "A", "Nowhere")), "A");
        twice("absent interface", l("p.A", make(P, "p/A", O, "java/lang/Runnable", "p/Nowhere")), "p.A");
        twice("absent superclass of the superclass", l("A", make(P, "A", "B"), "B", make(P, "B", "q/Nowhere")), "A");
        twice("final superclass", l("A", make(P, "A", "java/lang/String")), "A");
        twice("final superclass, made", l("A", make(P, "A", "F"), "F", make(P | ACC_FINAL, "F", O)), "A");
        twice("interface as superclass", l("A", make(P, "A", "java/lang/Runnable")), "A");
        twice("class as interface", l("A", make(P, "A", O, O)), "A");
        twice("class as interface, made", l("A", make(P, "A", O, "B"), "B", make(P, "B", O)), "A");
        twice("interface extends a class", l("A", make(I, "A", O, "B"), "B", make(P, "B", O)), "A");
        twice("hidden superclass", l("A", make(P, "A", "p/B"), "p.B", make(ACC_SUPER, "p/B", O)), "A");
        twice("hidden interface", l("A", make(P, "A", O, "p/B"), "p.B", make(ACC_INTERFACE | ACC_ABSTRACT, "p/B", O)), "A");
        twice("superclass not exported", l("A", make(P, "A", "jdk/internal/misc/Unsafe")), "A");
        twice("superclass not exported, not final", l("A", make(P, "A", "sun/security/util/Debug")), "A");
        twice("abstract hidden superclass", l("A", make(P, "A", "p/B"), "p.B", make(ACC_SUPER | ACC_ABSTRACT, "p/B", O)), "A");
        twice("interface not exported", l("A", make(P, "A", O, "jdk/internal/misc/CDS$SharedClassListing")), "A");
        twice("interface not exported, public", l("A", make(P, "A", O, "jdk/internal/access/JavaLangAccess")), "A");
        twice("reflection's superclass", l("A", make(P, "A", "jdk/internal/reflect/MagicAccessorImpl")), "A");
        twice("reflection's superclass, public", l("A", make(P, "A", "jdk/internal/reflect/FieldAccessorImpl")), "A");
        twice("enum", l("A", make(P, "A", "java/lang/Enum")), "A");
        twice("record", l("A", make(P | ACC_FINAL, "A", "java/lang/Record")), "A");
        twice("array superclass", l("A", make(P, "A", "[I")), "A");
        twice("same interface twice", l("A", make(P, "A", O, "java/lang/Runnable", "java/lang/Runnable")), "A");
        twice("annotation", l("A", make(I | ACC_ANNOTATION, "A", O, "java/lang/annotation/Annotation")), "A");
        twice("superclass of another name", l("A", make(P, "A", "B"), "B", make(P, "C", O)), "A");
        ByteLoader throwing = new ByteLoader("throwing", null) {
            @Override protected Class<?> loadClass(String name, boolean r) throws ClassNotFoundException {
                switch (name) {
                    case "Runtime1": throw new IllegalStateException("loader says no to " + name);
                    case "Error1": throw new Error("loader error");
                    case "Checked1": throw new ClassNotFoundException("not today", new RuntimeException("reason"));
                    case "Null1": return null;
                    case "Other1": return String.class;
                    case "Link1": throw new NoClassDefFoundError("by the loader");
                    case "Array1": return int[].class;
                    default: return super.loadClass(name, r);
                }
            }
        };
        for (String s : new String[] {"Runtime1", "Error1", "Checked1", "Null1", "Other1", "Link1", "Array1"}) {
            Show.of("forName " + s, () -> Class.forName(s, false, throwing));
            throwing.add("Sub" + s, make(P, "Sub" + s, s));
            twice("superclass " + s, throwing, "Sub" + s);
        }
    }
}
