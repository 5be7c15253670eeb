import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;

/** ProcessBuilder, Process and ProcessHandle: redirects, pipelines, environment, exit values, destroy, timeouts, errors of Runtime.exec. */
public class ProcessControl {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    static Process sh(String s) throws IOException { return new ProcessBuilder("sh", "-c", s).redirectErrorStream(true).start(); }
    public static void main(String[] args) throws Exception {
        Path dir = Files.createTempDirectory("pc");
        File out = dir.resolve("out").toFile();
        show("echo", () -> new String(sh("echo out; echo err >&2; exit 3").getInputStream().readAllBytes()).replace('\n', '|'));
        show("exit", () -> sh("exit 3").waitFor());
        show("cat", () -> {
            Process p = sh("cat");
            p.getOutputStream().write("through cat".getBytes());
            p.getOutputStream().close();
            return new String(p.getInputStream().readAllBytes()) + p.waitFor();
        });
        show("big", () -> {
            Process p = sh("cat");
            Thread w = new Thread(() -> {
                try (OutputStream o = p.getOutputStream()) {
                    o.write(new byte[500_000]);
                } catch (IOException e) { System.out.println(e); }
            });
            w.start();
            int n = p.getInputStream().readAllBytes().length;
            w.join();
            return n;
        });
        show("env", () -> {
            ProcessBuilder b = new ProcessBuilder("sh", "-c", "echo $A-$B-${C:-none}");
            Map<String, String> e = b.environment();
            e.put("A", "1");
            e.put("B", "\u20ac x");
            e.remove("C");
            try {
                e.put("bad=", "x");
            } catch (IllegalArgumentException x) { System.out.println("  " + x); }
            try {
                e.put(null, "x");
            } catch (NullPointerException x) { System.out.println("  npe"); }
            try {
                e.put("z", "a\0b");
            } catch (IllegalArgumentException x) { System.out.println("  nul"); }
            return new String(b.start().getInputStream().readAllBytes(), "UTF-8").trim();
        });
        show("clear env", () -> {
            ProcessBuilder b = new ProcessBuilder("/usr/bin/env");
            b.environment().clear();
            b.environment().put("ONLY", "me");
            return new String(b.start().getInputStream().readAllBytes()).trim();
        });
        show("exec env",
            ()
                -> new String(
                    Runtime.getRuntime().exec(new String[] {"/usr/bin/env"}, new String[] {"K=v"}).getInputStream().readAllBytes())
                       .trim());
        show("getenv", () -> {
            System.getenv().put("a", "b");
            return 0;
        });
        show("getenv none", () -> System.getenv("NO_SUCH_VARIABLE"));
        show("dir",
            ()
                -> new String(new ProcessBuilder("pwd").directory(dir.toFile()).start().getInputStream().readAllBytes())
                       .trim()
                       .endsWith(dir.getFileName().toString()));
        show("bad dir", () -> new ProcessBuilder("pwd").directory(new File("/no/such")).start());
        show("no program", () -> new ProcessBuilder("no-such-program-x", "arg").start());
        show("not executable", () -> {
            Path f = Files.writeString(dir.resolve("f"), "text");
            try {
                return new ProcessBuilder(f.toString()).start();
            } catch (IOException e) { return e.getMessage().replace(f.toString(), "F"); }
        });
        show("exec format", () -> {
            Path f = Files.writeString(dir.resolve("g"), "echo from a file without #!\n");
            f.toFile().setExecutable(true);
            return new String(new ProcessBuilder(f.toString()).start().getInputStream().readAllBytes()).trim();
        });
        show("a directory", () -> new ProcessBuilder("/tmp").start());
        show("empty", () -> new ProcessBuilder().start());
        show("null arg", () -> new ProcessBuilder("echo", null).start());
        show("nul arg", () -> new ProcessBuilder("echo", "a\0b").start());
        show("exec string", () -> new String(Runtime.getRuntime().exec("echo  a   'b c'").getInputStream().readAllBytes()).trim());
        show("exec empty", () -> Runtime.getRuntime().exec(""));
        show("exec no", () -> Runtime.getRuntime().exec("no-such-x arg"));
        show("empty name", () -> new ProcessBuilder("").start());
        show("to file", () -> {
            new ProcessBuilder("echo", "one").redirectOutput(out).start().waitFor();
            new ProcessBuilder("echo", "two").redirectOutput(ProcessBuilder.Redirect.appendTo(out)).start().waitFor();
            return Files.readAllLines(out.toPath());
        });
        show("from file",
            () -> new String(new ProcessBuilder("wc", "-l").redirectInput(out).start().getInputStream().readAllBytes()).trim());
        show("err file", () -> {
            File e = dir.resolve("e").toFile();
            new ProcessBuilder("sh", "-c", "echo e >&2").redirectError(e).start().waitFor();
            return Files.readString(e.toPath()).trim();
        });
        show("discard",
            () -> new ProcessBuilder("echo", "x").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().getInputStream().read());
        show("redirects",
            ()
                -> new ProcessBuilder("x").redirectOutput() + " " + ProcessBuilder.Redirect.INHERIT + " "
                + ProcessBuilder.Redirect.from(new File("f")) + " " + ProcessBuilder.Redirect.to(new File("f")).type());
        show("bad redirect", () -> new ProcessBuilder("x").redirectInput(ProcessBuilder.Redirect.to(new File("f"))));
        show("missing input", () -> new ProcessBuilder("cat").redirectInput(new File("/no/such")).start());
        System.out.flush();
        show("inherit", () -> new ProcessBuilder("echo", "inherited").inheritIO().start().waitFor());
        show("pipeline", () -> {
            List<Process> ps = ProcessBuilder.startPipeline(
                List.of(new ProcessBuilder("printf", "b\\na\\nb\\n"), new ProcessBuilder("sort"), new ProcessBuilder("uniq", "-c")));
            return new String(ps.get(2).getInputStream().readAllBytes()).replaceAll("\\s+", " ") + ps.size();
        });
        show("timeout", () -> {
            Process p = new ProcessBuilder("sleep", "10000").start();
            boolean done = p.waitFor(20, TimeUnit.MILLISECONDS);
            boolean alive = p.isAlive();
            try {
                p.exitValue();
            } catch (IllegalThreadStateException e) { System.out.println("  " + e); }
            p.destroy();
            return done + " " + alive + " " + p.waitFor() + " " + p.isAlive() + " " + p.supportsNormalTermination();
        });
        show("forcibly", () -> {
            Process p = sh("trap '' TERM; echo ready; exec sleep 10000");
            p.getInputStream().read();
            p.destroyForcibly();
            return p.waitFor();
        });
        show("signal exit", () -> sh("kill -9 $$").waitFor());
        show("read after destroy", () -> {
            Process p = new ProcessBuilder("sleep", "10000").start();
            p.destroy();
            p.waitFor();
            return p.getInputStream().read();
        });
        show("handle", () -> {
            Process p = new ProcessBuilder("sleep", "10000").start();
            ProcessHandle h = p.toHandle();
            String s = (h.pid() == p.pid()) + " " + h.isAlive() + " " + h.parent().get().equals(ProcessHandle.current()) + " "
                + ProcessHandle.of(p.pid()).get().equals(h) + " " + p.info().command().map(c -> c.endsWith("sleep")).orElse(false) + " "
                + Arrays.toString(p.info().arguments().get()) + " " + p.info().startInstant().isPresent() + " "
                + ProcessHandle.current().children().anyMatch(h::equals);
            CompletableFuture<ProcessHandle> ex = h.onExit();
            s += " " + ex.isDone() + " " + h.destroy();
            ex.get(1, TimeUnit.HOURS);
            return s + " " + h.isAlive() + " " + h.compareTo(h) + " " + h.toString().equals("" + p.pid()) + " "
                + p.onExit().get().exitValue();
        });
        show("current",
            ()
                -> (ProcessHandle.current().pid() == Long.parseLong(Path.of("/proc/self").toRealPath().getFileName().toString())) + " "
                + ProcessHandle.current().info().command().isPresent() + " " + ProcessHandle.current().supportsNormalTermination());
        show("destroy self", () -> ProcessHandle.current().destroy());
        show("onExit self", () -> ProcessHandle.current().onExit());
        show("no process", () -> ProcessHandle.of(Integer.MAX_VALUE - 5L));
        show("descendants", () -> {
            Process p = sh("sleep 10000 & echo x; wait");
            p.getInputStream().read();
            long n = p.descendants().count();
            p.descendants().forEach(ProcessHandle::destroy);
            p.destroy();
            p.waitFor();
            return n;
        });
        show("interrupted", () -> {
            Process p = new ProcessBuilder("sleep", "10000").start();
            Thread.currentThread().interrupt();
            try {
                return p.waitFor();
            } finally { p.destroy(); }
        });
        show("many", () -> {
            List<Process> ps = new ArrayList<>();
            for (int i = 0; i < 20; i++) ps.add(sh("exit " + i));
            int s = 0;
            for (Process p : ps) s += p.waitFor();
            return s;
        });
        show("concurrent", () -> {
            ExecutorService e = Executors.newFixedThreadPool(4);
            List<Future<String>> f = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int k = i;
                f.add(e.submit(() -> new String(sh("echo " + k).getInputStream().readAllBytes()).trim()));
            }
            StringBuilder b = new StringBuilder();
            for (Future<String> x : f) b.append(x.get()).append(' ');
            e.shutdown();
            return b;
        });
        System.out.println(Runtime.getRuntime().availableProcessors() > 0);
        show("halt hook", () -> {
            Thread h = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(h);
            boolean r = Runtime.getRuntime().removeShutdownHook(h);
            try {
                Runtime.getRuntime().addShutdownHook(Thread.currentThread());
            } catch (IllegalArgumentException e) { return r + " " + e.getMessage(); }
            return 0;
        });
        show("load", () -> {
            System.loadLibrary("nosuch");
            return 0;
        });
        show("load relative", () -> {
            System.load("x.so");
            return 0;
        });
        show("load missing", () -> {
            System.load("/no/such.so");
            return 0;
        });
        show("load name", () -> {
            System.loadLibrary("a/b");
            return 0;
        });
        show("map", () -> System.mapLibraryName("x") + " " + System.lineSeparator().length() + " " + System.console());
        try (var s = Files.walk(dir)) {
            s.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
        }
    }
}
