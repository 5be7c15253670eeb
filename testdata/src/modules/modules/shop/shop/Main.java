package shop;

import java.lang.invoke.*;
import java.lang.reflect.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import shop.api.pub.*;

/** What a named module may do to others: by code, reflection, handles; services; resources; traces; encapsulation in words. */
public class Main {
    interface Body { Object run() throws Throwable; }
    static void show(String what, Body b) {
        try {
            System.out.println(what + ": " + neutral(b.run()));
        } catch (InvocationTargetException e) {
            System.out.println(what + " target " + neutral(e.getCause()));
        } catch (Throwable t) {
            System.out.println(what + " threw " + neutral(t) + (t.getCause() == null ? "" : " <- " + neutral(t.getCause())));
        }
    }
    static String neutral(Object o) { return String.valueOf(o).replaceAll("@[0-9a-f]{4,}", "@N").replaceAll("0x[0-9a-f]+", "0xN"); }
    static Object patched(String to) throws Throwable {
        byte[] b;
        try (var in = Main.class.getResourceAsStream("Patched.class")) { b = in.readAllBytes(); }
        String s = new String(b, StandardCharsets.ISO_8859_1).replace("shop/api/pub/Thing", to).replace("shop/Patched", "shop/Patch" + String.format("%02d", n++));
        return MethodHandles.lookup().defineClass(s.getBytes(StandardCharsets.ISO_8859_1)).getMethod("go").invoke(null);
    }
    static int n;

    public static void main(String[] args) throws Throwable {
        Module me = Main.class.getModule(), api = Thing.class.getModule();
        ModuleLayer boot = ModuleLayer.boot();
        System.out.println(me + " " + api + " " + me.getDescriptor().name() + " " + api.getDescriptor().requires().stream().map(r -> r.toString().replaceAll("@.*", "")).sorted().toList() + " " + api.getDescriptor().exports().stream().map(e -> e.source() + " to " + new TreeSet<>(e.targets())).sorted().toList() + new TreeSet<>(api.getDescriptor().opens()) + api.getDescriptor().uses() + api.getDescriptor().provides() + new TreeSet<>(api.getDescriptor().packages()) + new TreeSet<>(api.getPackages()));
        System.out.println(me.canRead(api) + " " + api.canRead(me) + " " + me.canRead(Module.class.getModule()) + " " + me.canRead(boot.findModule("java.logging").get()) + " " + boot.findModule("java.sql").isPresent() + boot.findModule("shop.plug").isPresent() + boot.findModule("shop.split").isPresent() + " " + Arrays.toString(api.getAnnotations()) + " " + api.getClassLoader().getName() + " " + (api.getLayer() == boot) + " " + me.isOpen("shop") + me.getDescriptor().isOpen() + api.isOpen("shop.api.opn") + api.isOpen("shop.api.pub"));
        for (String p : new String[] {"shop.api.pub", "shop.api.prv", "shop.api.opn", "shop.api.qual", "no.such"}) System.out.println(p + " " + api.isExported(p) + api.isExported(p, me) + api.isExported(p, Module.class.getModule()) + api.isOpen(p, me));
        show("thing", () -> new Thing());
        show("qualified", () -> shop.api.qual.Q.q());
        show("class of a hidden package", () -> Class.forName("shop.api.prv.Thing"));
        show("hidden new", () -> Class.forName("shop.api.prv.Thing").getConstructor().newInstance());
        show("hidden new accessible", () -> { var c = Class.forName("shop.api.prv.Thing").getConstructor(); c.setAccessible(true); return c.newInstance(); });
        show("hidden field", () -> Class.forName("shop.api.prv.Thing").getField("x").get(null));
        show("hidden by Class.newInstance", () -> Class.forName("shop.api.prv.Thing").newInstance());
        show("open new", () -> Class.forName("shop.api.opn.Box").getDeclaredConstructor().newInstance());
        show("open new accessible", () -> { var c = Class.forName("shop.api.opn.Box").getDeclaredConstructor(); c.setAccessible(true); var f = c.getDeclaringClass().getDeclaredField("secret"); f.setAccessible(true); return f.get(c.newInstance()); });
        show("private of an exported package", () -> { Thing.class.getDeclaredMethod("pack").setAccessible(true); return 0; });
        show("protected static of an exported package", () -> { var m = Thing.class.getDeclaredMethod("prot"); m.setAccessible(true); return 0; });
        show("handle", () -> MethodHandles.lookup().findConstructor(Class.forName("shop.api.prv.Thing"), MethodType.methodType(void.class)));
        show("private lookup, open", () -> { Class<?> k = Class.forName("shop.api.opn.Box"); return MethodHandles.privateLookupIn(k, MethodHandles.lookup()).findConstructor(k, MethodType.methodType(void.class)).invoke() != null; });
        show("private lookup, exported", () -> MethodHandles.privateLookupIn(Thing.class, MethodHandles.lookup()));
        show("lookup of the other module", () -> Thing.lookup().findConstructor(Class.forName("shop.api.prv.Thing"), MethodType.methodType(void.class)).invoke());
        show("other's lookup in my class", () -> Thing.lookup().in(Main.class));
        show("code, exported", () -> patched("shop/api/pub/Thing"));
        show("code, not exported", () -> patched("shop/api/prv/Thing"));
        show("code, not read", () -> patched("java/sql/Timestamp"));
        show("code, java.base not exported", () -> patched("sun/net/PortConfig"));
        show("forName by the other module", () -> Thing.forName("shop.Main") + " " + Thing.forName("shop.api.prv.Thing"));
        show("forName in a module", () -> Class.forName(api, "shop.api.prv.Thing") + " " + Class.forName(api, "shop.Main"));
        ServiceLoader<Plug> plugs = ServiceLoader.load(Plug.class);
        List<String> names = new ArrayList<>();
        for (Iterator<Plug> i = plugs.iterator(); names.size() < 9; )
            try {
                if (!i.hasNext()) break;
                Plug p = i.next();
                names.add(p.name() + " of " + p.getClass().getModule().getName());
            } catch (ServiceConfigurationError e) {
                names.add(e.getMessage() + " <- " + e.getCause());
            }
        Collections.sort(names);
        System.out.println(names);
        show("provider types", () -> plugs.stream().map(p -> p.type().getName()).sorted().toList());
        show("service not used", () -> ServiceLoader.load(java.util.spi.ToolProvider.class));
        show("addUses", () -> { me.addUses(java.util.spi.ToolProvider.class); return ServiceLoader.load(java.util.spi.ToolProvider.class).stream().count() >= 0; });
        show("service in a layer", () -> ServiceLoader.load(boot, Plug.class).stream().count());
        show("addExports of another", () -> { api.addExports("shop.api.prv", me); return 0; });
        show("addOpens of another", () -> { api.addOpens("shop.api.prv", me); return 0; });
        show("addOpens of an open one", () -> { api.addOpens("shop.api.opn", Module.class.getModule()); return 0; });
        show("addReads of another", () -> { api.addReads(me); return 0; });
        show("addExports mine, absent", () -> { me.addExports("no.such", api); return 0; });
        show("addReads then code", () -> { me.addReads(boot.findModule("java.sql").orElseThrow()); return patched("java/sql/Timestamp"); });
        show("resources", () -> Main.class.getResource("Patched.class") != null ? "own" : "none");
        show("other's resource", () -> (Thing.class.getResource("Thing.class") != null) + " " + Thing.class.getResourceAsStream("/shop/api/prv/nothing.txt") + " " + (Thing.class.getResourceAsStream("Thing.class") != null) + " " + (api.getResourceAsStream("shop/api/prv/Thing.class") != null) + " " + Thing.class.getResourceAsStream("/shop/api/prv/res.txt"));
        show("trace", () -> Thing.trace()[0] + " " + Thing.trace()[1] + " " + Thing.trace()[0].getModuleName() + Thing.trace()[0].getModuleVersion() + Thing.trace()[0].getClassLoaderName());
        show("proxy of a hidden interface", () -> Proxy.newProxyInstance(Main.class.getClassLoader(), new Class<?>[] {Plug.class}, (p, m, a) -> "x").getClass().getModule().getName());
        show("package", () -> Thing.class.getPackage() + " " + Class.forName("shop.api.prv.Thing").getPackage() + " " + Thing.class.getPackage().isSealed() + " " + Arrays.toString(Class.forName("shop.api.opn.Box").getDeclaredFields()));
        show("cast", () -> (Plug) (Object) new Thing());
        shop.api.qual.Q.fail();
    }
}
