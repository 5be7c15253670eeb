import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.TimeUnit;

/** ProcessBuilder: output, input, exit codes, environment, redirection, kill, failure to start. */
public class Processes {
    static String read(Process p) throws IOException {
        try (BufferedReader r = new BufferedReader(new InputStreamReader(p.getInputStream()))) {
            return r.lines().reduce("", (a, b) -> a + b + ";");
        }
    }

    public static void main(String[] args) throws Exception {
        Process p = new ProcessBuilder("sh", "-c", "echo out; echo err >&2; exit 7").redirectErrorStream(true).start();
        System.out.println(read(p) + " " + p.waitFor() + " " + p.exitValue() + " " + p.isAlive());
        ProcessBuilder b = new ProcessBuilder("sh", "-c", "pwd; echo $MY_VAR; cat");
        b.directory(new File("/"));
        b.environment().put("MY_VAR", "hello env");
        p = b.start();
        p.getOutputStream().write("to stdin\n".getBytes());
        p.getOutputStream().close();
        System.out.println(read(p) + " " + p.waitFor());
        p = Runtime.getRuntime().exec(new String[] {"sleep", "10000"});
        System.out.println(p.isAlive() + " " + p.waitFor(5, TimeUnit.MILLISECONDS) + " " + (p.pid() > 0));
        p.destroyForcibly();
        System.out.println(p.waitFor() + " " + p.toHandle().isAlive());
        try {
            new ProcessBuilder("/nonexistent/program").start();
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        p = new ProcessBuilder("echo", "inherited").inheritIO().start();
        System.out.flush();
        p.waitFor();
        System.out.println(p.onExit().get().exitValue() + " " + ProcessHandle.current().isAlive());
    }
}
