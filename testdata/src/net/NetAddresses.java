import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

/** java.net without the network: URI and URL syntax, addresses and their forms, IPv6, interfaces, socket options and failures, cookies, encoders, handlers. */
public class NetAddresses {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    public static void main(String[] args) throws Exception {
        for (String s : new String[] {"http://u:p@h:80/p/a?q=1#f", "mailto:a@b", "//h/p", "../x", "", "http://[::1]:8/", "http://h:port/",
                 "http://h:-1/", "a b", "http://a_b/", "%zz", "http://h/%E2%82%AC", "http://h/\u20ac", "urn:x:y", ":x", "http://h:99999/",
                 "file:///a", "x://[fe80::1%25eth0]/", "http://1.2.3/", "http://@/", "http:/p", "?q", "#f", "1a:b"})
            show("uri " + s, () -> {
                URI u = new URI(s);
                return u.getScheme() + "|" + u.getAuthority() + "|" + u.getUserInfo() + "|" + u.getHost() + "|" + u.getPort() + "|"
                    + u.getPath() + "|" + u.getQuery() + "|" + u.getFragment() + "|" + u.getSchemeSpecificPart() + "|" + u.isOpaque()
                    + u.isAbsolute() + " " + u.toASCIIString() + " " + u.hashCode();
            });
        URI base = URI.create("http://h/a/b/c?d");
        for (String s :
            new String[] {"g", "./g", "/g", "//g", "?y", "g?y", "#s", "", ".", "..", "../g", "../../../g", "g/../h", "http:g", "..g"})
            System.out.print(base.resolve(s) + " ");
        System.out.println();
        show("relativize",
            ()
                -> URI.create("http://h/a/").relativize(URI.create("http://h/a/b/c")) + " " + URI.create("a/./b/../c").normalize() + " "
                + URI.create("http://h/a").relativize(URI.create("https://h/a")));
        show("compare",
            ()
                -> new URI("HTTP://H/a").equals(new URI("http://h/a")) + " " + new URI("a").compareTo(new URI("b")) + " "
                + new URI("http://h/%2f").equals(new URI("http://h/%2F")));
        show("parts", () -> new URI("http", "u", "h", 5, "/p q", "a=b c", "f g"));
        show("bad parts", () -> new URI("http", null, "h", -1, "rel", null, null));
        show("create", () -> URI.create("http://h/a b"));
        show("server", () -> new URI("http://a_b/").parseServerAuthority());
        show("toURL", () -> new URI("rel").toURL());
        show("urn url", () -> new URI("urn:x").toURL());
        for (String s : new String[] {"http://u@h:1/p?q#r", "nosuch://x", "http", "file:a/b", "jar:file:x!/y", "http://h:abc",
                 "http://[::1", "mailto:x@y", "ftp://h/a;type=i", "https://h"})
            show("url " + s, () -> {
                URL u = new URL(s);
                return u.getProtocol() + "|" + u.getHost() + "|" + u.getPort() + "|" + u.getDefaultPort() + "|" + u.getFile() + "|"
                    + u.getRef() + "|" + u.getUserInfo() + "|" + u.toExternalForm();
            });
        show("url context",
            ()
                -> new URL(new URL("http://h/a/b"), "../c?x") + " " + new URL(new URL("http://h/a/b"), "?q") + " "
                + new URL("http", "h", 8, "/f") + " " + new URL("file:/a").sameFile(new URL("file:/a#x")));
        show("handler", () -> {
            URL u = new URL(null, "mine:thing", new URLStreamHandler() {
                protected URLConnection openConnection(URL v) {
                    return new URLConnection(v) {
                        public void connect() {}
                        public InputStream getInputStream() { return new ByteArrayInputStream(("content of " + url.getPath()).getBytes()); }
                    };
                }
            });
            return new String(u.openStream().readAllBytes()) + " " + u.openConnection().getContentType();
        });
        URL.setURLStreamHandlerFactory(p -> null);
        show("factory twice", () -> {
            URL.setURLStreamHandlerFactory(p -> null);
            return 0;
        });
        for (String s : new String[] {"127.0.0.1", "::1", "0:0:0:0:0:0:0:1", "::ffff:1.2.3.4", "1.2.3", "256.1.1.1", "fe80::1",
                 "2001:db8::8:800:200C:417A", "[::1]", "1", "::g", "224.0.0.1", "10.0.0.1", "169.254.1.1", "ff02::1", "0.0.0.0", "::"})
            show("addr " + s, () -> {
                InetAddress a = InetAddress.getByName(s);
                return a.getHostAddress() + " " + a.getClass().getSimpleName() + " " + a.isLoopbackAddress() + a.isMulticastAddress()
                    + a.isSiteLocalAddress() + a.isLinkLocalAddress() + a.isAnyLocalAddress() + " " + a + " "
                    + Arrays.toString(a.getAddress()) + " " + a.hashCode();
            });
        show("by address",
            ()
                -> InetAddress.getByAddress("name", new byte[] {1, 2, 3, 4}) + " "
                + InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 1, 2, 3, 4}));
        show("bad length", () -> InetAddress.getByAddress(new byte[3]));
        show("loopback",
            ()
                -> InetAddress.getLoopbackAddress() + " " + InetAddress.getByName(null) + " " + InetAddress.getByName("") + " "
                + InetAddress.getByName("localhost").isLoopbackAddress());
        show("unknown", () -> InetAddress.getByName("no.such.host.invalid."));
        show("reachable", () -> InetAddress.getLoopbackAddress().isReachable(3_600_000));
        show("scope",
            ()
                -> Inet6Address.getByAddress(null, InetAddress.getByName("fe80::1").getAddress(), 7) + " "
                + ((Inet6Address) InetAddress.getByName("::1")).isIPv4CompatibleAddress());
        show("socket address",
            ()
                -> new InetSocketAddress("127.0.0.1", 80) + " " + InetSocketAddress.createUnresolved("host", 1) + " "
                + new InetSocketAddress(5).getAddress() + " "
                + new InetSocketAddress("127.0.0.1", 80)
                      .equals(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 80))
                + " " + new InetSocketAddress(InetAddress.getByName("::1"), 8));
        show("port", () -> new InetSocketAddress(70000));
        NetworkInterface lo = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
        System.out.println(lo.getName() + " " + lo.isLoopback() + lo.isUp() + lo.isVirtual() + lo.supportsMulticast() + " " + lo.getIndex()
            + " " + lo.getMTU() + " " + Arrays.toString(lo.getHardwareAddress()) + " " + NetworkInterface.getByName("nosuch0") + " "
            + NetworkInterface.getByIndex(lo.getIndex()).equals(lo) + " " + lo.inetAddresses().anyMatch(InetAddress::isLoopbackAddress));
        InetAddress local = InetAddress.getLoopbackAddress();
        try (ServerSocket ss = new ServerSocket(0, 1, local); Socket s = new Socket(local, ss.getLocalPort()); Socket t = ss.accept()) {
            s.setTcpNoDelay(true);
            s.setSoTimeout(20);
            s.setKeepAlive(true);
            s.setSoLinger(true, 3);
            s.setReuseAddress(true);
            s.setTrafficClass(8);
            System.out.println(s.getTcpNoDelay() + " " + s.getSoTimeout() + s.getKeepAlive() + s.getSoLinger() + s.getReuseAddress()
                + s.getOOBInline() + " " + s.isBound() + s.isConnected() + s.isClosed() + " " + (s.getPort() == ss.getLocalPort()) + " "
                + s.supportedOptions().contains(StandardSocketOptions.SO_LINGER) + " " + s.getOption(StandardSocketOptions.TCP_NODELAY));
            show("timeout", () -> s.getInputStream().read());
            s.setSoTimeout(0);
            show("neg timeout", () -> {
                s.setSoTimeout(-1);
                return 0;
            });
            show("linger", () -> {
                s.setSoLinger(true, -1);
                return 0;
            });
            show("connect again", () -> {
                s.connect(ss.getLocalSocketAddress());
                return 0;
            });
            show("urgent", () -> {
                s.sendUrgentData(65);
                t.setSoTimeout(3_600_000);
                return "sent";
            });
            t.getOutputStream().write(new byte[] {1, 2, 3});
            System.out.println(s.getInputStream().read() + " " + s.getInputStream().available());
            t.shutdownOutput();
            System.out.println(Arrays.toString(s.getInputStream().readAllBytes()) + " " + t.isOutputShutdown());
            show("write shutdown", () -> {
                t.getOutputStream().write(1);
                return 0;
            });
            s.shutdownInput();
            show("read shutdown", () -> s.getInputStream().read());
            s.close();
            show("closed", s::getInputStream);
            show("closed option", s::getSoTimeout);
            Thread main = Thread.currentThread();
            Thread cl = new Thread(() -> {
                try {
                    Show.untilInNative(main);
                    ss.close();
                } catch (Exception e) { System.out.println(e); }
            });
            cl.start();
            show("accept closed", ss::accept);
            cl.join();
        }
        show("bind used", () -> {
            try (ServerSocket a = new ServerSocket(0, 1, local); ServerSocket b = new ServerSocket(a.getLocalPort(), 1, local)) {
                return 0;
            }
        });
        show("accept timeout", () -> {
            try (ServerSocket a = new ServerSocket(0)) {
                a.setSoTimeout(10);
                return a.accept();
            }
        });
        show("connect timeout", () -> {
            try (Socket s = new Socket()) {
                s.connect(new InetSocketAddress(local, 1), 3_600_000);
                return 0;
            }
        });
        show("unresolved", () -> {
            try (Socket s = new Socket()) {
                s.connect(InetSocketAddress.createUnresolved("h", 1));
                return 0;
            }
        });
        show("unconnected", () -> new Socket().getInputStream());
        show("bind address", () -> {
            try (ServerSocket s = new ServerSocket(0, 1, InetAddress.getByName("1.2.3.4"))) {
                return 0;
            }
        });
        show("port range", () -> new ServerSocket(70000));
        show("v6", () -> {
            try (ServerSocket a = new ServerSocket(0, 1, InetAddress.getByName("::1")); Socket s = new Socket("::1", a.getLocalPort())) {
                return a.accept().getInetAddress().getHostAddress();
            } catch (SocketException e) { return "0:0:0:0:0:0:0:1"; }
        });
        try (DatagramSocket d = new DatagramSocket(0, local)) {
            d.setSoTimeout(20);
            show("receive timeout", () -> {
                d.receive(new DatagramPacket(new byte[5], 5));
                return 0;
            });
            d.setSoTimeout(0);
            d.send(new DatagramPacket("packet too long".getBytes(), 15, local, d.getLocalPort()));
            DatagramPacket p = new DatagramPacket(new byte[6], 1, 5);
            d.receive(p);
            System.out.println(
                new String(p.getData(), p.getOffset(), p.getLength()) + " " + p.getLength() + " " + (p.getPort() == d.getLocalPort()));
            show("bad packet", () -> new DatagramPacket(new byte[2], 3));
            d.connect(local, 9);
            show("other", () -> {
                d.send(new DatagramPacket(new byte[1], 1, local, 10));
                return 0;
            });
            d.disconnect();
            d.setBroadcast(true);
            System.out.println(d.getBroadcast() + " " + d.isConnected() + " " + d.getReuseAddress());
            d.close();
            show("closed", () -> {
                d.send(new DatagramPacket(new byte[1], 1, local, 10));
                return 0;
            });
        }
        System.out.println(URLEncoder.encode("a b&c=\u20ac/*~\ud83d\ude00", StandardCharsets.UTF_8) + " "
            + URLDecoder.decode("a+b%26%E2%82%AC", StandardCharsets.UTF_8));
        show("decode", () -> URLDecoder.decode("%zz", StandardCharsets.UTF_8));
        show("decode cut", () -> URLDecoder.decode("%E", StandardCharsets.UTF_8));
        System.out.println(IDN.toASCII("b\u00fccher.de") + " " + IDN.toUnicode("xn--bcher-kva.de") + " "
            + HttpCookie.parse("Set-Cookie: a=b; Path=/; Max-Age=5; Secure; HttpOnly") + " "
            + HttpCookie.domainMatches(".x.com", "a.x.com"));
        show("cookie", () -> new HttpCookie("bad name", "v"));
        CookieManager cm = new CookieManager();
        cm.put(URI.create("http://h.com/a/b"), Map.of("Set-Cookie", List.of("k=v", "q=w; Path=/z")));
        System.out.println(cm.get(URI.create("http://h.com/a/c"), Map.of()) + " " + cm.getCookieStore().getCookies().size());
        System.out.println(ProxySelector.getDefault().select(URI.create("http://x/")) + " " + Proxy.NO_PROXY + " "
            + URLConnection.guessContentTypeFromName("a.png") + " "
            + URLConnection.guessContentTypeFromStream(new ByteArrayInputStream("<html>".getBytes())) + " "
            + new URL("file:///etc/hostname").openConnection().getContentLengthLong() / 100000);
        show("file url", () -> new URL("file:///no/such").openStream());
    }
}
