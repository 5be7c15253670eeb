import java.util.*;

/** Modules as Java code sees them: of classes, arrays, primitives; layers, reads, exports, opens; packages; access refused. */
public class ModuleFacts {
    public static void main(String[] args) throws Exception {
        Module base = Object.class.getModule(), mine = ModuleFacts.class.getModule();
        System.out.println(base + " " + mine.isNamed() + " " + int.class.getModule() + " " + int[].class.getModule() + " " + (ModuleFacts[].class.getModule() == mine) + " " + java.util.logging.Logger.class.getModule());
        System.out.println(mine.canRead(base) + " " + base.canRead(mine) + " " + base.isExported("java.util") + " " + base.isExported("jdk.internal.misc") + " " + base.isExported("jdk.internal.misc", mine) + " " + base.isOpen("java.lang") + " " + mine.isOpen("anything"));
        System.out.println(ModuleLayer.boot().findModule("java.base").get() == base);
        System.out.println(ModuleLayer.boot().findModule("java.logging").get().getDescriptor().requires().size() + " " + base.getDescriptor().name() + " " + base.getDescriptor().isAutomatic());
        System.out.println(base.getPackages().contains("java.util.concurrent") + " " + base.getClassLoader() + " " + mine.getClassLoader().getName() + " " + mine.getDescriptor() + " " + mine.getLayer());
        System.out.println(ModuleLayer.boot().findLoader("java.base") + " " + (ModuleLayer.boot().findModule("java.sql").isEmpty() ? "" : ModuleLayer.boot().findLoader("java.sql").getName()));
        try {
            Class<?> c = Class.forName("jdk.internal.misc.Unsafe");
            System.out.println(c.getMethod("getUnsafe").invoke(null));
        } catch (IllegalAccessException e) {
            System.out.println(e.getMessage().replaceAll("@[0-9a-f]+", "@N"));
        }
        try {
            String.class.getDeclaredField("value").setAccessible(true);
        } catch (RuntimeException e) {
            System.out.println(e.getMessage().replaceAll("@[0-9a-f]+", "@N"));
        }
        mine.addReads(base);
        try {
            base.addExports("jdk.internal.misc", mine);
        } catch (IllegalCallerException e) {
            System.out.println(e.getMessage().replaceAll("@[0-9a-f]+", "@N"));
        }
        Package p = String.class.getPackage();
        System.out.println(p + " " + p.isSealed() + " " + Package.getPackage("java.util") + " " + ModuleFacts.class.getPackage().getName().isEmpty());
        boolean lang = false, none = true;
        for (Package q : Package.getPackages()) {
            lang |= q.getName().equals("java.lang");
            none &= !q.getName().equals("java.no.such");
        }
        System.out.println(lang + " " + none + " " + Thread.class.getModule().getResourceAsStream("java/lang/Thread.class").read());
        System.out.println(Object.class.getResource("Object.class") + " " + ClassLoader.getSystemResource("java/lang/Object.class"));
        System.out.println(ModuleFacts.class.getModule().getResourceAsStream("ModuleFacts.class").read());
        System.out.println(new TreeSet<>(base.getDescriptor().provides().stream().map(x -> x.service()).toList()));
        System.out.println(ServiceLoader.load(java.nio.file.spi.FileSystemProvider.class).stream().anyMatch(x -> x.type().getName().contains("ZipFileSystemProvider")));
    }
}
