import java.io.*;
import java.math.BigInteger;
import java.net.*;
import java.net.http.*;
import java.nio.ByteBuffer;
import java.security.*;
import java.security.cert.*;
import java.util.*;
import java.util.concurrent.*;
import javax.net.ssl.*;

/** TLS on the loopback with a certificate made here by keytool: protocols, sessions, client authentication, SSLEngine, HTTPS, refusals. */
public class TlsLocal {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e.getClass().getName() + " " + e.getMessage()); }
    }
    static final char[] PW = "changeit".toCharArray();
    static KeyStore make(String alias, String alg, String dir) throws Exception {
        String file = dir + "/" + alias + ".p12";
        Class<?> main = Class.forName("sun.security.tools.keytool.Main");
        main.getMethod("main", String[].class)
            .invoke(null,
                (Object) ("-genkeypair -alias " + alias + " -keyalg " + alg + " -dname CN=localhost,O=" + alias
                    + " -ext SAN=dns:localhost,ip:127.0.0.1 -validity 36500 -keystore " + file + " -storepass changeit")
                    .split(" "));
        KeyStore k = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(file)) {
            k.load(in, PW);
        }
        return k;
    }
    static SSLContext context(KeyStore own, KeyStore trusted) throws Exception {
        KeyManagerFactory k = KeyManagerFactory.getInstance("SunX509");
        k.init(own, PW);
        KeyStore t = KeyStore.getInstance("PKCS12");
        t.load(null, null);
        if (trusted != null) t.setCertificateEntry("t", trusted.getCertificate(trusted.aliases().nextElement()));
        TrustManagerFactory f = TrustManagerFactory.getInstance("PKIX");
        f.init(t);
        SSLContext c = SSLContext.getInstance("TLS");
        c.init(own == null ? null : k.getKeyManagers(), f.getTrustManagers(), null);
        return c;
    }
    static String exchange(SSLContext server, SSLContext client, boolean auth, String[] protocols, String[] suites, String host)
        throws Exception {
        SSLServerSocket ss = (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ss.setNeedClientAuth(auth);
        if (protocols != null) ss.setEnabledProtocols(protocols);
        if (suites != null) ss.setEnabledCipherSuites(suites);
        CompletableFuture<String> at = new CompletableFuture<>();
        Thread t = new Thread(() -> {
            try (SSLSocket s = (SSLSocket) ss.accept()) {
                BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()));
                String l = r.readLine();
                s.getOutputStream().write((l.toUpperCase() + "\n").getBytes());
                at.complete(auth ? s.getSession().getPeerPrincipal().getName() : "anonymous");
            } catch (Exception e) { at.complete(e.getClass().getSimpleName()); }
        });
        t.start();
        try (SSLSocket s = (SSLSocket) client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), ss.getLocalPort())) {
            s.setSoTimeout(3_600_000);
            SSLParameters p = s.getSSLParameters();
            if (host != null) {
                p.setEndpointIdentificationAlgorithm("HTTPS");
                p.setServerNames(List.of(new SNIHostName(host)));
            }
            s.setSSLParameters(p);
            StringBuilder done = new StringBuilder();
            s.addHandshakeCompletedListener(e -> {});
            s.startHandshake();
            s.getOutputStream().write("hello tls\n".getBytes());
            String got = new BufferedReader(new InputStreamReader(s.getInputStream())).readLine();
            SSLSession n = s.getSession();
            return got + " " + n.getProtocol() + " " + n.getCipherSuite() + " " + n.getPeerPrincipal().getName() + " " + at.get() + " "
                + n.isValid();
        } finally {
            t.join();
            ss.close();
        }
    }
    public static void main(String[] args) throws Exception {
        File dir = java.nio.file.Files.createTempDirectory("tls").toFile();
        PrintStream err = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        KeyStore a = make("alice", "EC", dir.getPath()), b = make("bob", "EC", dir.getPath());
        System.setErr(err);
        X509Certificate c = (X509Certificate) a.getCertificate("alice");
        System.out.println(c.getSubjectX500Principal() + " " + c.getSigAlgName() + " " + c.getPublicKey().getAlgorithm() + " "
            + c.getSubjectAlternativeNames() + " v" + c.getVersion() + " " + c.getBasicConstraints());
        c.verify(c.getPublicKey());
        show("verify by other", () -> {
            c.verify(b.getCertificate("bob").getPublicKey());
            return 0;
        });
        show("validity", () -> {
            try {
                c.checkValidity(new Date(0));
                return 0;
            } catch (CertificateNotYetValidException e) { return e.getClass(); }
        });
        SSLContext sa = context(a, b), sb = context(b, a), none = context(null, null);
        show("default", () -> exchange(sa, sb, false, null, null, null));
        show("1.2", () -> exchange(sa, sb, false, new String[] {"TLSv1.2"}, null, null));
        show("suite",
            () -> exchange(sa, sb, false, new String[] {"TLSv1.2"}, new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"}, null));
        show("chacha", () -> exchange(sa, sb, false, new String[] {"TLSv1.3"}, new String[] {"TLS_CHACHA20_POLY1305_SHA256"}, null));
        show("client auth", () -> exchange(sa, sb, true, null, null, null));
        show("host", () -> exchange(sa, sb, false, null, null, "localhost"));
        show("untrusted", () -> exchange(sb, sb, false, null, null, null));
        show("no trust", () -> exchange(sa, none, false, null, null, null));
        show("old protocol", () -> exchange(sa, sb, false, new String[] {"TLSv1"}, null, null));
        show("unknown protocol", () -> exchange(sa, sb, false, new String[] {"TLSv9"}, null, null));
        show("bad suite", () -> exchange(sa, sb, false, null, new String[] {"NOPE"}, null));
        show("no such context", () -> SSLContext.getInstance("TLSv7"));
        show("plain client", () -> {
            SSLServerSocket ss = (SSLServerSocket) sa.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
            CompletableFuture<String> f = new CompletableFuture<>();
            Thread t = new Thread(() -> {
                try (SSLSocket s = (SSLSocket) ss.accept()) {
                    s.startHandshake();
                    f.complete("?");
                } catch (Exception e) { f.complete(e.getMessage()); }
            });
            t.start();
            try (Socket s = new Socket(InetAddress.getLoopbackAddress(), ss.getLocalPort())) {
                s.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes());
                s.getOutputStream().flush();
                return f.get();
            } finally {
                t.join();
                ss.close();
            }
        });
        show("engine", () -> {
            SSLEngine ce = sb.createSSLEngine("localhost", 1), se = sa.createSSLEngine();
            ce.setUseClientMode(true);
            se.setUseClientMode(false);
            ByteBuffer c2s = ByteBuffer.allocate(40_000), s2c = ByteBuffer.allocate(40_000), in = ByteBuffer.allocate(40_000);
            byte[] msg = "engine".repeat(2000).getBytes();
            ByteBuffer src = ByteBuffer.wrap(msg);
            int steps = 0;
            while (in.position() < msg.length && steps++ < 200) {
                for (SSLEngine e : new SSLEngine[] {ce, se}) {
                    for (Runnable r; (r = e.getDelegatedTask()) != null;) r.run();
                    ByteBuffer net = e == ce ? c2s : s2c, from = e == ce ? s2c : c2s;
                    if (e.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NEED_UNWRAP || e == ce)
                        e.wrap(e == ce && e.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
                                ? src
                                : ByteBuffer.allocate(0),
                            net);
                    for (Runnable r; (r = e.getDelegatedTask()) != null;) r.run();
                    from.flip();
                    if (from.hasRemaining()) e.unwrap(from, in);
                    from.compact();
                }
            }
            return Arrays.equals(Arrays.copyOf(in.array(), in.position()), msg) + " " + se.getSession().getCipherSuite();
        });
        com.sun.net.httpserver.HttpsServer hs =
            com.sun.net.httpserver.HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hs.setHttpsConfigurator(new com.sun.net.httpserver.HttpsConfigurator(sa));
        hs.createContext("/", x -> {
            byte[] r = ("secure " + ((com.sun.net.httpserver.HttpsExchange) x).getSSLSession().getProtocol()).getBytes();
            x.sendResponseHeaders(200, r.length);
            x.getResponseBody().write(r);
            x.close();
        });
        ExecutorService pool = Executors.newCachedThreadPool();
        hs.setExecutor(pool);
        hs.start();
        URI u = URI.create("https://localhost:" + hs.getAddress().getPort() + "/");
        show("https client", () -> {
            HttpResponse<String> r = HttpClient.newBuilder().sslContext(sb).build().send(
                HttpRequest.newBuilder(u).build(), HttpResponse.BodyHandlers.ofString());
            return r.body() + " " + r.version() + " " + r.sslSession().get().getPeerPrincipal();
        });
        show("https url", () -> {
            HttpsURLConnection h = (HttpsURLConnection) u.toURL().openConnection();
            h.setSSLSocketFactory(sb.getSocketFactory());
            return new String(h.getInputStream().readAllBytes()) + " " + h.getCipherSuite() + " " + h.getServerCertificates().length;
        });
        show("https untrusted", () -> {
            try {
                return HttpClient.newHttpClient().send(HttpRequest.newBuilder(u).build(), HttpResponse.BodyHandlers.ofString());
            } catch (SSLHandshakeException e) { return e.getMessage(); }
        });
        hs.stop(0);
        pool.shutdownNow();
        show("cert path", () -> {
            CertificateFactory f = CertificateFactory.getInstance("X.509");
            CertPath p = f.generateCertPath(List.of(c));
            PKIXParameters pp = new PKIXParameters(Set.of(new TrustAnchor(c, null)));
            pp.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX").validate(p, pp);
            return f.generateCertificate(new ByteArrayInputStream(c.getEncoded())).equals(c);
        });
        show("bad cert", () -> CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream("junk".getBytes())));
        for (File f : dir.listFiles()) f.delete();
        dir.delete();
    }
}
