import java.io.IOException;
import java.lang.module.*;
import java.nio.file.*;
import java.util.*;

/** Configurations and layers made by a program: one loader or many, controllers, parents, and everything that resolution refuses. */
public class ModuleLayers {
    static ModuleFinder finder(ModuleDescriptor... ds) {
        Map<String, ModuleReference> all = new TreeMap<>();
        for (ModuleDescriptor d : ds)
            all.put(d.name(), new ModuleReference(d, null) {
                public ModuleReader open() {
                    return new ModuleReader() {
                        public Optional<java.net.URI> find(String n) { return Optional.empty(); }
                        public java.util.stream.Stream<String> list() { return java.util.stream.Stream.empty(); }
                        public void close() { }
                    };
                }
            });
        return new ModuleFinder() {
            public Optional<ModuleReference> find(String n) { return Optional.ofNullable(all.get(n)); }
            public Set<ModuleReference> findAll() { return new LinkedHashSet<>(all.values()); }
        };
    }
    static ModuleDescriptor.Builder m(String n) { return ModuleDescriptor.newModule(n); }
    static Configuration resolve(ModuleFinder f, String... roots) { return ModuleLayer.boot().configuration().resolve(f, ModuleFinder.of(), List.of(roots)); }
    static String names(Configuration c) { return new TreeSet<>(c.modules().stream().map(ResolvedModule::name).toList()).toString(); }

    public static void main(String[] args) throws Exception {
        ModuleFinder disk = ModuleFinder.of(Path.of("testdata/modules"));
        Show.of("found", () -> new TreeSet<>(disk.findAll().stream().map(r -> r.descriptor().name()).toList()));
        Show.of("absent", () -> disk.find("nothing"));
        Configuration c = ModuleLayer.boot().configuration().resolve(disk, ModuleFinder.of(), Set.of("shop", "app"));
        Configuration bound = ModuleLayer.boot().configuration().resolveAndBind(disk, ModuleFinder.of(), Set.of("shop"));
        System.out.println(names(c) + " " + names(bound) + " " + c.findModule("shop").get().reads().stream().map(ResolvedModule::name).sorted().toList().subList(0, 2) + " " + c.findModule("java.base").isPresent() + c.parents().size());
        ModuleLayer one = ModuleLayer.boot().defineModulesWithOneLoader(bound, ModuleLayers.class.getClassLoader()), many = ModuleLayer.boot().defineModulesWithManyLoaders(c, null);
        System.out.println(new TreeSet<>(one.modules().stream().map(Module::getName).toList()) + " " + (one.findLoader("shop") == one.findLoader("shop.api")) + " " + (many.findLoader("shop") == many.findLoader("shop.api")) + " " + one.parents().get(0).equals(ModuleLayer.boot()) + " " + one.findLoader("java.base") + " " + Show.neutral(one.findLoader("shop").getName()));
        Class<?> t1 = one.findLoader("shop").loadClass("shop.api.pub.Thing"), t2 = many.findLoader("shop").loadClass("shop.api.pub.Thing");
        System.out.println((t1 == t2) + " " + t1.getModule() + " " + (t1.getModule() == t2.getModule()) + " " + t1.getModule().getLayer().equals(one) + " " + t2.getClassLoader().equals(many.findLoader("shop.api")));
        Show.of("services of the layer", () -> { List<String> n = new ArrayList<>(); ServiceLoader<?> s = ServiceLoader.load(one, Class.forName(one.findModule("shop.api").get(), "shop.api.pub.Plug")); Iterator<?> i = s.iterator(); return i.hasNext(); });
        Show.of("hidden package", () -> one.findLoader("shop").loadClass("shop.api.prv.Thing").getConstructor().newInstance());
        Show.of("hidden of many", () -> many.findLoader("shop").loadClass("shop.api.prv.Thing"));
        Show.of("unrelated of many", () -> many.findLoader("app").loadClass("shop.api.pub.Thing"));
        ModuleLayer.Controller k = ModuleLayer.defineModulesWithOneLoader(c, List.of(ModuleLayer.boot()), null);
        Module shop = k.layer().findModule("shop").get(), api = k.layer().findModule("shop.api").get(), app = k.layer().findModule("app").get();
        Show.of("controller exports", () -> { k.addExports(api, "shop.api.prv", ModuleLayers.class.getModule()); return Class.forName(api, "shop.api.prv.Thing").getConstructor().newInstance(); });
        Show.of("controller opens", () -> { k.addOpens(api, "shop.api.opn", shop); return api.isOpen("shop.api.opn", shop); });
        Show.of("controller reads", () -> { boolean before = app.canRead(api); k.addReads(app, api); return before + " " + app.canRead(api); });
        Show.of("controller, other layer", () -> { k.addReads(Object.class.getModule(), api); return 0; });
        Show.of("controller, no package", () -> { k.addExports(api, "no.pkg", shop); return 0; });
        Show.of("trace", () -> { try { Class.forName(api, "shop.api.qual.Q").getMethod("fail").invoke(null); } catch (IllegalAccessException e) { return e.getMessage(); } return 0; });
        Show.of("trace of a layer", () -> { var m = Class.forName(shop, "shop.Patched").getMethod("go"); return m.invoke(null).getClass().getModule(); });
        Show.of("trace elements", () -> { Class<?> p = Class.forName(api, "shop.api.pub.Thing"); var e = ((StackTraceElement[]) p.getMethod("trace").invoke(null))[0]; return e + " " + e.getModuleName() + e.getModuleVersion() + e.getClassLoaderName(); });
        Show.of("split", () -> names(ModuleLayer.boot().configuration().resolve(disk, ModuleFinder.of(), Set.of("shop.api", "shop.split"))));
        Show.of("split, one loader", () -> { try { return ModuleLayer.boot().defineModulesWithOneLoader(ModuleLayer.boot().configuration().resolve(disk, ModuleFinder.of(), Set.of("shop.api", "shop.split")), null); } catch (LayerInstantiationException e) { return e.getMessage().replaceAll("shop.(api|split)( |$)", "one of them$2"); } });
        Show.of("split, many loaders", () -> ModuleLayer.boot().defineModulesWithManyLoaders(ModuleLayer.boot().configuration().resolve(disk, ModuleFinder.of(), Set.of("shop.api", "shop.split")), null).modules().size());

        Show.of("root absent", () -> resolve(finder(), "a"));
        Show.of("required absent", () -> resolve(finder(m("a").requires("b").build()), "a"));
        Show.of("required absent deeper", () -> resolve(finder(m("a").requires("b").build(), m("b").requires("c").build()), "a"));
        Show.of("static absent", () -> names(resolve(finder(m("a").requires(Set.of(ModuleDescriptor.Requires.Modifier.STATIC), "b").build()), "a")));
        Show.of("cycle", () -> resolve(finder(m("a").requires("b").build(), m("b").requires("c").build(), m("c").requires("a").build()), "a"));
        Show.of("self", () -> m("a").requires("a"));
        Show.of("two export one package", () -> { try { return resolve(finder(m("a").requires("b").requires("c").build(), m("b").exports("p").build(), m("c").exports("p").build()), "a"); } catch (ResolutionException e) { return e.getMessage().replace("c and b", "b and c"); } });
        Show.of("contains what it reads", () -> resolve(finder(m("a").requires("b").packages(Set.of("p")).build(), m("b").exports("p").build()), "a"));
        Show.of("exports to another", () -> names(resolve(finder(m("a").requires("b").packages(Set.of("p")).build(), m("b").exports("p", Set.of("z")).build()), "a")));
        Show.of("java.base package", () -> resolve(finder(m("a").packages(Set.of("java.util")).build()), "a"));
        Show.of("transitive", () -> resolve(finder(m("a").requires("b").build(), m("b").requires(Set.of(ModuleDescriptor.Requires.Modifier.TRANSITIVE), "c").build(), m("c").build()), "a").findModule("a").get().reads().stream().map(ResolvedModule::name).filter(n -> n.length() == 1).sorted().toList());
        Show.of("automatic", () -> { var r = resolve(finder(ModuleDescriptor.newAutomaticModule("a").packages(Set.of("p")).build(), m("b").requires("a").build()), "b"); return names(r); });
        Show.of("uses and provides", () -> names(ModuleLayer.boot().configuration().resolveAndBind(finder(m("a").uses("s.S").packages(Set.of("s")).build(), m("b").requires("a").provides("s.S", List.of("q.I")).packages(Set.of("q")).build()), ModuleFinder.of(), Set.of("a"))));
        Show.of("provider needs more", () -> ModuleLayer.boot().configuration().resolveAndBind(finder(m("a").uses("s.S").packages(Set.of("s")).build(), m("b").requires("x").provides("s.S", List.of("q.I")).packages(Set.of("q")).build()), ModuleFinder.of(), Set.of("a")));
        Show.of("java.* module", () -> ModuleLayer.boot().defineModulesWithOneLoader(resolve(finder(m("java.x").build()), "java.x"), null).modules());
        Show.of("java.* package", () -> ModuleLayer.boot().defineModulesWithOneLoader(resolve(finder(m("a").packages(Set.of("java.x")).build()), "a"), null));
        Show.of("parent has the package", () -> ModuleLayer.boot().defineModulesWithOneLoader(resolve(finder(m("a").packages(Set.of("sun.misc2")).build()), "a"), null).modules());
        Show.of("wrong parents", () -> ModuleLayer.empty().defineModulesWithOneLoader(c, null));
        Show.of("loader already has it", () -> { ClassLoader l = new ByteLoader("l", null); ModuleLayer.boot().defineModules(resolve(finder(m("a").packages(Set.of("p")).build()), "a"), n -> l); return ModuleLayer.boot().defineModules(resolve(finder(m("b").packages(Set.of("p")).build()), "b"), n -> l); });
        Show.of("same name again", () -> { ClassLoader l = new ByteLoader("l", null); ModuleLayer.boot().defineModules(resolve(finder(m("a").packages(Set.of("p")).build()), "a"), n -> l); return ModuleLayer.boot().defineModules(resolve(finder(m("a").packages(Set.of("q")).build()), "a"), n -> l); });
        Show.of("class in the package first", () -> { ByteLoader l = new ByteLoader("l", ModuleLayers.class.getClassLoader()); l.define("p.Abcde", new String(ByteLoader.bytes("Quadratic"), "ISO-8859-1").replace("Quadratic", "p/Abcdefg").getBytes("ISO-8859-1")); return 0; });
        Show.of("boot loader", () -> ModuleLayer.boot().defineModules(resolve(finder(m("a").build()), "a"), n -> null));
        Show.of("platform loader", () -> ModuleLayer.boot().defineModules(resolve(finder(m("a").packages(Set.of("p")).build()), "a"), n -> ClassLoader.getPlatformClassLoader()));
        Show.of("module in no class", () -> { ModuleLayer l = ModuleLayer.boot().defineModulesWithOneLoader(resolve(finder(m("a").exports("p").packages(Set.of("p", "q")).build()), "a"), null); return l + " " + l.findModule("a").get().getPackages().size() + " " + l.findLoader("a").getDefinedPackages().length + " " + Class.forName(l.findModule("a").get(), "p.X"); });

        for (String n : new String[] {"a b", "", "a..b", ".a", "1", "int", "a.int", "a.b.c", "\u00e4", "A", "module"}) Show.of("name '" + n + "'", () -> m(n).build());
        Show.of("package name", () -> m("a").packages(Set.of("a.new")));
        Show.of("exports twice", () -> m("a").exports("p").exports("p"));
        Show.of("provides nothing", () -> m("a").provides("s.S", List.of()));
        Show.of("provides unqualified", () -> m("a").provides("s.S", List.of("I")));
        Show.of("uses twice", () -> m("a").uses("s.S").uses("s.S"));
        Show.of("open opens", () -> ModuleDescriptor.newOpenModule("a").opens("p"));
        Show.of("main class", () -> m("a").mainClass("p.Main").build().packages() + " " + m("a").mainClass("p.Main").version("1.2-beta+x").build().toNameAndVersion());
        Show.of("bad main class", () -> m("a").mainClass("Main").build());
        Show.of("version", () -> ModuleDescriptor.Version.parse("1.2.3-a.4+b").compareTo(ModuleDescriptor.Version.parse("1.2.3")) + " " + m("a").version("x"));
        Show.of("read", () -> ModuleDescriptor.read(Files.newInputStream(Path.of("testdata/modules/greet/module-info.class"))).uses());
        Show.of("read a class", () -> ModuleDescriptor.read(Files.newInputStream(Path.of("testdata/Hello.class"))));
        Show.of("read nothing", () -> ModuleDescriptor.read(java.nio.ByteBuffer.wrap(new byte[3])));
        Show.of("finder of a class folder", () -> ModuleFinder.of(Path.of("testdata/multirelease")).findAll().size());
        Show.of("finder of nowhere", () -> ModuleFinder.of(Path.of("testdata/nowhere")).findAll().size());
        Show.of("finder of a file", () -> ModuleFinder.of(Path.of("testdata/Hello.class")).findAll());
        Show.of("system finder", () -> ModuleFinder.ofSystem().find("java.base").get().location().get());
    }
}
