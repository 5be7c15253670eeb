import java.io.IOException;
import java.net.URI;
import java.net.http.*;
import java.util.*;
import java.util.concurrent.*;
import javax.servlet.http.*;
import org.eclipse.jetty.server.*;
import org.eclipse.jetty.server.handler.AbstractHandler;

/** A web server on loopback and 200 concurrent requests of java.net.http. */
public class Demo {
    static class Echo extends AbstractHandler {
        @Override public void handle(String target, Request base, HttpServletRequest q, HttpServletResponse r) throws IOException {
            base.setHandled(true);
            r.getWriter().print(target + " " + q.getParameter("x"));
        }
    }
    public static void main(String[] args) throws Exception {
        Server server = new Server(0);
        server.setHandler(new Echo());
        server.start();
        String base = "http://localhost:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        HttpClient client = HttpClient.newHttpClient();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/p" + i + "?x=" + i)).build();
            answers.add(pool.submit(() -> client.send(request, HttpResponse.BodyHandlers.ofString()).body()));
        }
        for (Future<String> answer : answers) System.out.println(answer.get());
        pool.shutdown();
        server.stop();
        System.out.println("stopped");
    }
}
