import java.io.*;
import java.nio.file.*;
import java.text.*;
import java.util.*;
import java.util.logging.*;

/** java.util.logging and System.Logger: levels, parents, handlers, filters, formatters, bundles, configuration, caller inference. */
public class Logging {
    public static class Res extends ListResourceBundle {
        protected Object[][] getContents() { return new Object[][] {{"key", "localized {0} and {1}"}}; }
    }
    static class Memory extends Handler {
        final List<String> got = new ArrayList<>();
        public void publish(LogRecord r) {
            if (isLoggable(r))
                got.add(r.getLevel() + " " + r.getLoggerName() + " " + r.getSourceClassName() + "." + r.getSourceMethodName() + " "
                    + new SimpleFormatter().formatMessage(r) + (r.getThrown() == null ? "" : " " + r.getThrown()));
        }
        public void flush() {}
        public void close() { got.add("closed"); }
    }
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    static Logger a = Logger.getLogger("a"), ab = Logger.getLogger("a.b"), abc = Logger.getLogger("a.b.c"),
                  rb; // loggers that nobody holds may be collected
    static Logger cf, con;
    static System.Logger sl;
    static void inferred() {
        ab.info("inferred");
        Runnable r = () -> ab.info("in lambda");
        r.run();
        new Object() {
            void go() { ab.info("anonymous"); }
        }.go();
    }
    public static void main(String[] args) throws Exception {
        Memory m = new Memory();
        m.setLevel(Level.ALL);
        a.addHandler(m);
        a.setUseParentHandlers(false);
        a.setLevel(Level.FINE);
        System.out.println(abc.getParent().getName() + " " + abc.getLevel() + " " + abc.isLoggable(Level.FINE) + " "
            + abc.isLoggable(Level.FINER) + " " + Logger.getLogger("").getHandlers().length + " " + Logger.getLogger("").getLevel() + " ["
            + Logger.getGlobal().getName() + "]");
        abc.fine("fine");
        abc.finer("hidden");
        abc.log(Level.WARNING, "params {0} {1} {x} '", new Object[] {1, "two"});
        ab.log(Level.SEVERE, "thrown", new IOException("io"));
        abc.log(Level.INFO, () -> "supplied");
        abc.entering("C", "m", "arg");
        a.setLevel(Level.ALL);
        abc.entering("C", "m", new Object[] {1, 2});
        abc.exiting("C", "m", 5);
        abc.throwing("C", "m", new Error("e"));
        ab.logp(Level.CONFIG, "Cls", "meth", "logp {0}", 7);
        ab.logrb(Level.INFO, ResourceBundle.getBundle("Logging$Res"), "key", 1, 2);
        rb = Logger.getLogger("a.rb", "Logging$Res");
        rb.log(Level.INFO, "key", new Object[] {"x", 3});
        rb.info("no such key");
        inferred();
        m.setFilter(r -> !r.getMessage().contains("secret"));
        abc.info("secret");
        abc.setFilter(r -> r.getLevel() != Level.INFO);
        abc.info("filtered by logger");
        m.got.forEach(System.out::println);
        m.got.clear();
        show("other bundle", () -> Logger.getLogger("a.rb", "Other"));
        show("missing bundle", () -> Logger.getLogger("zz", "No.Such"));
        show("parse", () -> Level.parse("800") + " " + Level.parse("WARNING").intValue() + " " + Level.parse("123").getName());
        show("bad level", () -> Level.parse("LOUD"));
        show("null level", () -> {
            abc.log(null, "x");
            return 0;
        });
        show("anonymous", () -> Logger.getAnonymousLogger().getName());
        Level custom = new Level("CUSTOM", 850) {};
        System.out.println(Level.parse("CUSTOM") + " " + custom.getLocalizedName() + " " + custom.equals(Level.parse("850")));
        System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s|%3$s|%2$s|%5$s%6$s%n");
        LogRecord r = new LogRecord(Level.INFO, "msg {0}");
        r.setParameters(new Object[] {"p"});
        r.setLoggerName("ln");
        r.setSourceClassName("S");
        r.setSourceMethodName("m");
        r.setInstant(java.time.Instant.EPOCH);
        r.setSequenceNumber(5);
        r.setThreadID(1);
        System.out.print(new SimpleFormatter().format(r));
        System.out.print(new XMLFormatter().format(r));
        System.out.println(new XMLFormatter().getHead(new StreamHandler()).replace("\n", "|"));
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        StreamHandler sh = new StreamHandler(bo, new SimpleFormatter());
        sh.publish(r);
        System.out.println(bo.size());
        sh.flush();
        System.out.print(bo);
        MemoryHandler mh = new MemoryHandler(m, 3, Level.SEVERE);
        for (int i = 0; i < 5; i++) mh.publish(new LogRecord(Level.INFO, "m" + i));
        mh.publish(new LogRecord(Level.SEVERE, "push"));
        System.out.println(m.got);
        m.got.clear();
        Path dir = Files.createTempDirectory("lg");
        FileHandler fh = new FileHandler(dir + "/log%g.txt", 300, 3, false);
        fh.setFormatter(new SimpleFormatter());
        a.addHandler(fh);
        for (int i = 0; i < 30; i++) ab.info("line " + i);
        fh.close();
        a.removeHandler(fh);
        m.got.clear();
        try (var s = Files.list(dir)) {
            System.out.println(s.map(p -> p.getFileName().toString()).sorted().toList());
        }
        System.out.println(Files.readAllLines(dir.resolve("log0.txt")).get(0).startsWith("INFO|a.b"));
        try (var s = Files.walk(dir)) {
            s.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
        }
        LogManager lm = LogManager.getLogManager();
        lm.readConfiguration(new ByteArrayInputStream(
            "handlers=java.util.logging.ConsoleHandler\n.level=WARNING\nconf.level=FINEST\nconf.x.useParentHandlers=false\njava.util.logging.ConsoleHandler.level=OFF\n"
                .getBytes()));
        cf = Logger.getLogger("conf.x");
        System.out.println(cf.getLevel() + " " + cf.getParent().getName() + "|" + cf.isLoggable(Level.FINEST) + " "
            + cf.getUseParentHandlers() + " " + Logger.getLogger("").getLevel() + " " + lm.getProperty("conf.level") + " "
            + Logger.getLogger("conf").getLevel());
        show("bad config", () -> {
            lm.readConfiguration(new ByteArrayInputStream("x.level=NOPE\n".getBytes()));
            return Logger.getLogger("x").getLevel();
        });
        PrintStream err = System.err;
        ByteArrayOutputStream eo = new ByteArrayOutputStream();
        System.setErr(new PrintStream(eo));
        con = Logger.getLogger("con");
        ConsoleHandler ch = new ConsoleHandler();
        con.setUseParentHandlers(false);
        con.addHandler(ch);
        con.warning("to console");
        con.log(Level.SEVERE, "with trace", new IllegalStateException("ise"));
        ch.flush();
        System.setErr(err);
        System.out.print(eo.toString().replaceAll("\\(Logging.java:\\d+\\)", "(L)"));
        sl = System.getLogger("a.sys");
        a.setLevel(Level.FINE);
        Logger.getLogger("a").addHandler(m);
        sl.log(System.Logger.Level.INFO, "sys {0}", "p");
        sl.log(System.Logger.Level.TRACE, "hidden");
        sl.log(System.Logger.Level.ERROR, "err", new Exception("x"));
        sl.log(System.Logger.Level.WARNING, () -> "lazy");
        System.out.println(sl.getName() + " " + sl.isLoggable(System.Logger.Level.DEBUG) + " " + m.got);
        ErrorManager em = new ErrorManager();
        Handler hh = new StreamHandler();
        show("reset", () -> {
            lm.reset();
            return Logger.getLogger("").getHandlers().length + " " + a.getLevel();
        });
        show("set level", () -> {
            hh.setLevel(null);
            return 0;
        });
        show("set encoding", () -> {
            hh.setEncoding("nope");
            return 0;
        });
    }
}
