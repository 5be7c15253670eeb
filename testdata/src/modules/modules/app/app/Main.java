package app;

import java.lang.reflect.Field;

/** Named modules: services between them, exports, opens, encapsulation. */
public class Main {
    public static void main(String[] args) throws Exception {
        Module me = Main.class.getModule();
        System.out.println(me + " " + me.getDescriptor().requires().size() + " " + me.canRead(ModuleLayer.boot().findModule("greet").get()) + " " + me.getDescriptor().isAutomatic());
        System.out.println(greet.Greetings.all(args.length > 0 ? args[0] : "you"));
        try {
            Class<?> c = Class.forName("greet.internal.Hidden");
            System.out.println(c.getModule().isExported("greet.internal") + " " + c.getModule().isOpen("greet.internal", me));
            Object o = c.getDeclaredConstructor().newInstance();
            Field f = c.getDeclaredField("value");
            f.setAccessible(true);
            f.set(o, "opened");
            System.out.println(o);
        } catch (IllegalAccessException e) {
            System.out.println(e.getMessage());
        }
        try {
            Class.forName("sun.security.x509.X500Name").getDeclaredConstructor(String.class).newInstance("CN=x");
        } catch (IllegalAccessException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(java.util.logging.Logger.getLogger("x").getName() + " " + ModuleLayer.boot().findModule("java.sql").isPresent());
        throw new IllegalStateException("trace names the module");
    }
}
