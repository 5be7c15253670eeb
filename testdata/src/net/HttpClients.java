import com.sun.net.httpserver.*;
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;

/** HttpServer and java.net.http: async calls, bodies, redirects, authentication, timeouts, h2c refused, filters, keep-alive, failures. */
public class HttpClients {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) {
            System.out.println(w + ": " + e + (e.getCause() == null ? "" : " / " + e.getCause().getClass().getName()));
        }
    }
    static void reply(HttpExchange x, int code, String body) throws IOException {
        byte[] b = body.getBytes(StandardCharsets.UTF_8);
        x.sendResponseHeaders(code, b.length == 0 ? -1 : b.length);
        try (OutputStream o = x.getResponseBody()) {
            o.write(b);
        }
    }
    public static void main(String[] args) throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        HttpServer s = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        s.setExecutor(pool);
        s.createContext("/echo", x -> {
            String q = x.getRequestURI().getQuery();
            reply(x, 200,
                x.getRequestMethod() + " " + q + " " + new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) + " "
                    + x.getProtocol() + " " + x.getRequestHeaders().get("X-A"));
        });
        s.createContext("/redirect", x -> {
            x.getResponseHeaders().add("Location", "/echo?redirected");
            reply(x, 302, "");
        });
        s.createContext("/slow", x -> {
            try {
                slow.await();
            } catch (InterruptedException e) {}
            reply(x, 200, "slow");
        });
        s.createContext("/chunked", x -> {
            x.getResponseHeaders().set("Content-Type", "text/plain; charset=ISO-8859-1");
            x.sendResponseHeaders(200, 0);
            try (OutputStream o = x.getResponseBody()) {
                for (int i = 0; i < 1000; i++) o.write(("l\u00efne " + i + "\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        s.createContext("/drop", HttpExchange::close);
        s.createContext("/fail", x -> { throw new IOException("handler fails"); });
        HttpContext auth =
            s.createContext("/auth", x -> reply(x, 200, "user " + x.getPrincipal().getUsername() + " " + x.getHttpContext().getPath()));
        auth.setAuthenticator(new BasicAuthenticator("realm") {
            public boolean checkCredentials(String u, String p) { return u.equals("me") && p.equals("secret"); }
        });
        HttpContext filtered = s.createContext("/filtered", x -> reply(x, 201, "attr " + x.getAttribute("f")));
        filtered.getFilters().add(Filter.beforeHandler("before", x -> x.getResponseHeaders().set("X-Filter", "yes")));
        s.start();
        String base = "http://localhost:" + s.getAddress().getPort();
        HttpClient c = HttpClient.newBuilder()
                           .followRedirects(HttpClient.Redirect.NORMAL)
                           .connectTimeout(Duration.ofHours(1))
                           .authenticator(new java.net.Authenticator() {
                               protected PasswordAuthentication getPasswordAuthentication() {
                                   return new PasswordAuthentication("me", "secret".toCharArray());
                               }
                           })
                           .build();
        show("get", () -> {
            HttpResponse<String> r =
                c.send(HttpRequest.newBuilder(URI.create(base + "/echo?q=1")).header("X-A", "1").header("X-A", "2").build(),
                    BodyHandlers.ofString());
            return r.statusCode() + " " + r.version() + " " + r.body() + " " + r.headers().firstValueAsLong("content-length").getAsLong();
        });
        show("http1",
            ()
                -> HttpClient.newBuilder()
                       .version(HttpClient.Version.HTTP_1_1)
                       .build()
                       .send(HttpRequest.newBuilder(URI.create(base + "/echo"))
                                 .POST(HttpRequest.BodyPublishers.ofString("b\u00f6dy"))
                                 .build(),
                           BodyHandlers.ofString())
                       .body());
        show("methods", () -> {
            StringBuilder b = new StringBuilder();
            for (String m : List.of("PUT", "DELETE", "PATCH", "OPTIONS"))
                b.append(c.send(HttpRequest.newBuilder(URI.create(base + "/echo"))
                                    .method(m, HttpRequest.BodyPublishers.ofByteArray(new byte[] {'x'}))
                                    .build(),
                              BodyHandlers.ofString())
                             .body())
                    .append("; ");
            return b;
        });
        show("head",
            ()
                -> c.send(HttpRequest.newBuilder(URI.create(base + "/fail0")).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
                        BodyHandlers.ofString())
                       .statusCode());
        show("404", () -> {
            HttpResponse<String> r = c.send(HttpRequest.newBuilder(URI.create(base + "/nothing")).build(), BodyHandlers.ofString());
            return r.statusCode() + " " + r.body();
        });
        show("redirect", () -> {
            HttpResponse<String> r = c.send(HttpRequest.newBuilder(URI.create(base + "/redirect")).build(), BodyHandlers.ofString());
            return r.statusCode() + " " + r.body() + " " + r.uri().getQuery() + " " + r.previousResponse().get().statusCode();
        });
        show("no redirect",
            ()
                -> HttpClient.newHttpClient()
                       .send(HttpRequest.newBuilder(URI.create(base + "/redirect")).build(), BodyHandlers.discarding())
                       .statusCode());
        show("auth", () -> c.send(HttpRequest.newBuilder(URI.create(base + "/auth/x")).build(), BodyHandlers.ofString()).body());
        show("no auth", () -> {
            HttpResponse<String> r =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(base + "/auth")).build(), BodyHandlers.ofString());
            return r.statusCode() + " " + r.headers().firstValue("www-authenticate");
        });
        show("filtered", () -> {
            HttpResponse<Void> r = c.send(HttpRequest.newBuilder(URI.create(base + "/filtered")).build(), BodyHandlers.discarding());
            return r.statusCode() + " " + r.headers().allValues("x-filter");
        });
        show("chunked", () -> {
            HttpResponse<java.util.stream.Stream<String>> r =
                c.send(HttpRequest.newBuilder(URI.create(base + "/chunked")).build(), BodyHandlers.ofLines());
            return r.body().filter(l -> l.endsWith("7")).count() + " " + r.headers().firstValue("transfer-encoding");
        });
        show("stream", () -> {
            try (InputStream in =
                     c.send(HttpRequest.newBuilder(URI.create(base + "/chunked")).build(), BodyHandlers.ofInputStream()).body()) {
                return new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
            }
        });
        show("timeout", () -> {
            for (;;) {
                try {
                    return c.send(HttpRequest.newBuilder(URI.create(base + "/slow")).timeout(Duration.ofMillis(500)).build(),
                        BodyHandlers.ofString());
                } catch (HttpConnectTimeoutException e) { // not even the connection was there in time: again
                }
            }
        });
        slow.countDown();
        show("dropped", () -> {
            try {
                return c.send(HttpRequest.newBuilder(URI.create(base + "/drop")).POST(HttpRequest.BodyPublishers.ofString("x")).build(),
                    BodyHandlers.ofString());
            } catch (IOException e) { return e.getMessage(); }
        });
        show("async", () -> {
            List<CompletableFuture<String>> fs = new ArrayList<>();
            for (int i = 0; i < 20; i++)
                fs.add(c.sendAsync(HttpRequest.newBuilder(URI.create(base + "/echo?n=" + i)).build(), BodyHandlers.ofString())
                           .thenApply(r -> r.body().split(" ")[1]));
            StringBuilder b = new StringBuilder();
            for (var f : fs) b.append(f.get()).append(' ');
            return b;
        });
        show("big body", () -> {
            byte[] big = new byte[300_000];
            Arrays.fill(big, (byte) 'z');
            return c
                .send(HttpRequest.newBuilder(URI.create(base + "/echo"))
                          .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big)))
                          .build(),
                    BodyHandlers.ofByteArray())
                .body()
                .length;
        });
        show("bytes",
            ()
                -> c.send(HttpRequest.newBuilder(URI.create(base + "/echo")).build(), BodyHandlers.buffering(BodyHandlers.ofByteArray(), 8))
                       .body()
                       .length);
        show("subscriber", () -> {
            HttpResponse<String> r = c.send(HttpRequest.newBuilder(URI.create(base + "/echo")).build(),
                info
                -> HttpResponse.BodySubscribers.mapping(
                    HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8), b -> info.statusCode() + b.toLowerCase()));
            return r.body();
        });
        show("mapping throws", () -> c.send(HttpRequest.newBuilder(URI.create(base + "/echo")).build(), info -> {
            throw new IllegalStateException("handler");
        }));
        for (String bad : new String[] {"ftp://x/", "http:", "/relative", "http://"})
            show("uri " + bad, () -> HttpRequest.newBuilder(URI.create(bad)).build());
        show("restricted", () -> HttpRequest.newBuilder(URI.create(base)).header("Host", "x"));
        show("bad header", () -> HttpRequest.newBuilder(URI.create(base)).header("a b", "x"));
        show("bad value", () -> HttpRequest.newBuilder(URI.create(base)).header("a", "x\ny"));
        show("bad method", () -> HttpRequest.newBuilder(URI.create(base)).method("G T", HttpRequest.BodyPublishers.noBody()));
        show("no uri", () -> HttpRequest.newBuilder().build());
        show("timeout 0", () -> HttpRequest.newBuilder().timeout(Duration.ZERO));
        HttpURLConnection u = (HttpURLConnection) new URL(base + "/echo?old").openConnection();
        u.setRequestMethod("PUT");
        u.setDoOutput(true);
        u.setRequestProperty("X-A", "old");
        u.getOutputStream().write("data".getBytes());
        System.out.println(u.getResponseCode() + " " + u.getResponseMessage() + " " + new String(u.getInputStream().readAllBytes()) + " "
            + u.getHeaderField(0) + " " + u.getContentLength() + " " + u.usingProxy());
        show("url 404", () -> {
            try {
                return new URL(base + "/nothing").openStream();
            } catch (FileNotFoundException e) { return "FileNotFoundException"; }
        });
        show("url fail", () -> {
            HttpURLConnection f = (HttpURLConnection) new URL(base + "/nothing").openConnection();
            return f.getResponseCode() + " " + new String(f.getErrorStream().readAllBytes());
        });
        show("late property", () -> {
            u.setRequestProperty("a", "b");
            return 0;
        });
        show("bad method", () -> {
            ((HttpURLConnection) new URL(base).openConnection()).setRequestMethod("FOO");
            return 0;
        });
        show("context bad", () -> s.createContext("nope"));
        s.removeContext("/echo");
        show("removed", () -> c.send(HttpRequest.newBuilder(URI.create(base + "/echo")).build(), BodyHandlers.ofString()).statusCode());
        show("remove none", () -> {
            s.removeContext("/none");
            return 0;
        });
        s.stop(0);
        pool.shutdownNow();
        show("stopped", () -> {
            try {
                return c.send(HttpRequest.newBuilder(URI.create(base + "/x")).build(), BodyHandlers.ofString());
            } catch (IOException e) { return e.getClass(); }
        });
    }
}
