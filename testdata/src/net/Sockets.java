import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;

/** Sockets on the loopback: a stream echo, a datagram, channels with a selector, timeouts, refused connections, URLs. */
public class Sockets {
    public static void main(String[] args) throws Exception {
        InetAddress local = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 5, local)) {
            Thread echo = new Thread(() -> {
                try (Socket s = server.accept(); BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream())); PrintWriter w = new PrintWriter(s.getOutputStream(), true)) {
                    for (String line; (line = r.readLine()) != null;) w.println("echo " + line);
                } catch (IOException e) {
                    System.out.println(e);
                }
            });
            echo.start();
            try (Socket s = new Socket(local, server.getLocalPort())) {
                s.setTcpNoDelay(true);
                PrintWriter w = new PrintWriter(s.getOutputStream(), true);
                BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()));
                for (int i = 0; i < 3; i++) {
                    w.println("message " + i);
                    System.out.println(r.readLine());
                }
                s.setSoTimeout(20);
                try {
                    r.read();
                } catch (SocketTimeoutException e) {
                    System.out.println(e.getMessage());
                }
                s.shutdownOutput();
                System.out.println(r.readLine());
            }
            echo.join();
            server.setSoTimeout(10);
            try {
                server.accept();
            } catch (SocketTimeoutException e) {
                System.out.println(e.getMessage());
            }
        }
        int closed;
        try (ServerSocket s = new ServerSocket(0, 1, local)) { closed = s.getLocalPort(); }
        try (Socket s = new Socket(local, closed)) {
            System.out.println("never");
        } catch (ConnectException e) {
            System.out.println(e.getMessage());
        }
        try (DatagramSocket a = new DatagramSocket(0, local); DatagramSocket b = new DatagramSocket(0, local)) {
            byte[] data = "datagram".getBytes();
            a.send(new DatagramPacket(data, data.length, local, b.getLocalPort()));
            DatagramPacket in = new DatagramPacket(new byte[100], 100);
            b.receive(in);
            System.out.println(new String(in.getData(), 0, in.getLength()));
        }
        try (ServerSocketChannel server = ServerSocketChannel.open(); Selector sel = Selector.open()) {
            server.bind(new InetSocketAddress(local, 0)).configureBlocking(false);
            server.register(sel, SelectionKey.OP_ACCEPT);
            SocketChannel client = SocketChannel.open(server.getLocalAddress());
            client.write(ByteBuffer.wrap("nio!".getBytes()));
            String got = null;
            while (got == null) {
                sel.select();
                for (var it = sel.selectedKeys().iterator(); it.hasNext();) {
                    SelectionKey k = it.next();
                    it.remove();
                    if (k.isAcceptable()) {
                        SocketChannel c = server.accept();
                        c.configureBlocking(false);
                        c.register(sel, SelectionKey.OP_READ);
                    } else {
                        ByteBuffer buf = ByteBuffer.allocate(10);
                        ((SocketChannel) k.channel()).read(buf);
                        got = StandardCharsets.UTF_8.decode(buf.flip()).toString();
                        k.channel().close();
                    }
                }
            }
            System.out.println(got + " " + client.read(ByteBuffer.allocate(1)));
            client.close();
        }
        URI u = new URI("http://user@host.example:8080/a/b/../c?q=1&r=%20x#frag");
        System.out.println(u.getHost() + " " + u.getPort() + " " + u.normalize().getPath() + " " + u.getQuery() + " " + u.resolve("../z") + " " + new URL("file:/tmp/x?y").getPath() + " " + URLEncoder.encode("a b&\u00e4", StandardCharsets.UTF_8) + " " + URLDecoder.decode("%41+b", "UTF-8"));
        System.out.println(InetAddress.getByName("127.0.0.1") + " " + InetAddress.getByName("::1").isLoopbackAddress() + " " + InetAddress.getByAddress(new byte[] {10, 0, 0, 1}).isSiteLocalAddress());
    }
}
