import java.io.*;
import java.util.*;
import java.util.prefs.*;

/** java.util.prefs in a private folder, observers, PropertyChangeSupport, what is absent (javax.script engines), ServiceLoader of the library, ObjectName patterns. */
public class PrefsAndMore {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    public interface CalcMBean {
        int getValue();
        void setValue(int v);
        String getName();
        int add(int a, int b);
        void fail();
    }
    public static class Calc extends javax.management.NotificationBroadcasterSupport implements CalcMBean {
        int v = 5;
        public int getValue() { return v; }
        public void setValue(int x) {
            v = x;
            sendNotification(new javax.management.AttributeChangeNotification(this, 1, 0, "changed", "Value", "int", 5, x));
        }
        public String getName() { return "calc"; }
        public int add(int a, int b) { return a + b; }
        public void fail() { throw new IllegalStateException("inside"); }
    }
    public interface DataMXBean {
        List<Part> getParts();
        Map<String, Integer> getCounts();
        Thread.State getState();
    }
    public record PartRecord(int a) {}
    public static class Part {
        final int n;
        final String s;
        @java.beans.ConstructorProperties({"n", "s"})
        public Part(int n, String s) {
            this.n = n;
            this.s = s;
        }
        public int getN() { return n; }
        public String getS() { return s; }
    }
    public static class Data implements DataMXBean {
        public List<Part> getParts() { return List.of(new Part(1, "one")); }
        public Map<String, Integer> getCounts() { return new TreeMap<>(Map.of("k", 2)); }
        public Thread.State getState() { return Thread.State.WAITING; }
    }
    public static void main(String[] args) throws Exception {
        File dir = java.nio.file.Files.createTempDirectory("prefs").toFile();
        System.setProperty("java.util.prefs.userRoot", dir.getPath());
        System.setProperty("java.util.prefs.systemRoot", dir.getPath() + "/sys");
        PrintStream err = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        java.util.logging.Logger.getLogger("java.util.prefs").setLevel(java.util.logging.Level.OFF);
        Preferences p = Preferences.userRoot().node("a/b");
        p.put("s", "v\u20ac");
        p.putInt("i", 5);
        p.putDouble("d", 1.5);
        p.putBoolean("z", true);
        p.putByteArray("b", new byte[] {1, -1});
        System.out.println(p + " " + p.absolutePath() + " " + p.name() + " " + p.get("s", "") + p.getInt("i", 0) + p.getLong("s", -7)
            + p.getDouble("d", 0) + p.getBoolean("z", false) + Arrays.toString(p.getByteArray("b", null)) + " "
            + new TreeSet<>(List.of(p.keys())) + " " + List.of(p.parent().childrenNames()) + " " + p.get("none", "dflt"));
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        p.addPreferenceChangeListener(e -> events.add(e.getKey() + "=" + e.getNewValue()));
        p.put("s", "new");
        p.remove("i");
        while (events.size() < 2) Thread.sleep(2);
        System.out.println(events);
        p.flush();
        p.sync();
        ByteArrayOutputStream o = new ByteArrayOutputStream();
        p.exportSubtree(o);
        System.out.println(o.toString("UTF-8").contains("key=\"s\" value=\"new\""));
        p.removeNode();
        show("removed", () -> p.get("s", ""));
        Preferences.importPreferences(new ByteArrayInputStream(o.toByteArray()));
        System.out.println(Preferences.userRoot().nodeExists("a/b") + " " + Preferences.userRoot().node("a/b").get("s", "-"));
        show("long key", () -> {
            Preferences.userRoot().put("k".repeat(81), "v");
            return 0;
        });
        show("bad path", () -> Preferences.userRoot().node("/a/"));
        show("root", () -> {
            Preferences.userRoot().removeNode();
            return 0;
        });
        show("null", () -> {
            Preferences.userRoot().put(null, "v");
            return 0;
        });
        show("bad import", () -> {
            try {
                Preferences.importPreferences(new ByteArrayInputStream("<x/>".getBytes()));
                return 0;
            } catch (InvalidPreferencesFormatException e) { return e.getClass(); }
        });
        System.setErr(err);
        show("script", () -> {
            Class<?> k = Class.forName("javax.script.ScriptEngineManager");
            Object m = k.getConstructor().newInstance();
            return k.getMethod("getEngineByName", String.class).invoke(m, "javascript") + " "
                + ((List<?>) k.getMethod("getEngineFactories").invoke(m)).size();
        });
        show("services",
            ()
                -> ServiceLoader.load(java.nio.file.spi.FileSystemProvider.class).stream().map(x -> x.type().getName()).sorted().toList()
                + " " + ServiceLoader.load(java.nio.charset.spi.CharsetProvider.class).findFirst().isPresent() + " "
                + ServiceLoader.load(Comparable.class).findFirst());
        java.beans.PropertyChangeSupport pcs = new java.beans.PropertyChangeSupport(dir);
        pcs.addPropertyChangeListener(
            "x", e -> System.out.println("  " + e.getPropertyName() + " " + e.getOldValue() + "->" + e.getNewValue()));
        pcs.firePropertyChange("x", 1, 2);
        pcs.firePropertyChange("x", 2, 2);
        pcs.firePropertyChange("y", 1, 2);
        javax.management.MBeanServer ms = java.lang.management.ManagementFactory.getPlatformMBeanServer();
        javax.management.ObjectName n = new javax.management.ObjectName("test:type=Calc,name=one"),
                                    dn = new javax.management.ObjectName("test:type=Data");
        ms.registerMBean(new Calc(), n);
        ms.registerMBean(new Data(), dn);
        System.out.println(ms.getAttribute(n, "Value") + " " + ms.invoke(n, "add", new Object[] {2, 3}, new String[] {"int", "int"}) + " "
            + ms.getMBeanInfo(n).getAttributes().length + " " + ms.isInstanceOf(n, CalcMBean.class.getName()) + " "
            + ms.queryNames(new javax.management.ObjectName("test:*"), null).size() + " " + n.getCanonicalName() + " "
            + n.getKeyProperty("name") + " " + new javax.management.ObjectName("test:type=*,*").apply(n));
        List<String> got = new ArrayList<>();
        ms.addNotificationListener(n, (x, h) -> got.add(x.getMessage() + " " + h + " " + x.getType()), null, "hb");
        ms.setAttribute(n, new javax.management.Attribute("Value", 9));
        System.out.println(got + " " + ms.getAttribute(n, "Value"));
        System.out.println(((javax.management.openmbean.CompositeData[]) ms.getAttribute(dn, "Parts"))[0].get("s") + " "
            + ((javax.management.openmbean.TabularData) ms.getAttribute(dn, "Counts")).size() + " " + ms.getAttribute(dn, "State"));
        DataMXBean proxy = javax.management.JMX.newMXBeanProxy(ms, dn, DataMXBean.class);
        System.out.println(proxy.getParts().get(0).getS() + proxy.getCounts() + proxy.getState());
        CalcMBean cp = javax.management.JMX.newMBeanProxy(ms, n, CalcMBean.class);
        System.out.println(cp.add(4, 5));
        show("proxy fails", () -> {
            cp.fail();
            return 0;
        });
        show("fails", () -> ms.invoke(n, "fail", null, null));
        show("twice", () -> ms.registerMBean(new Calc(), n));
        show("not compliant", () -> ms.registerMBean(new Object(), new javax.management.ObjectName("test:x=y")));
        show("no attribute", () -> ms.getAttribute(n, "Nope"));
        show("read-only", () -> {
            ms.setAttribute(n, new javax.management.Attribute("Name", "x"));
            return 0;
        });
        show("wrong type", () -> {
            ms.setAttribute(n, new javax.management.Attribute("Value", "x"));
            return 0;
        });
        show("no bean", () -> ms.getMBeanInfo(new javax.management.ObjectName("no:such=bean")));
        show("bad name", () -> new javax.management.ObjectName("bad"));
        show("bad key", () -> new javax.management.ObjectName("d:a=1,a=2"));
        ms.unregisterMBean(n);
        show("gone", () -> cp.getValue());
        java.util.List<File> left = new ArrayList<>();
        try (var s = java.nio.file.Files.walk(dir.toPath())) {
            s.sorted(Comparator.reverseOrder()).forEach(x -> x.toFile().delete());
        }
    }
}
