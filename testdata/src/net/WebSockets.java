import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.*;
import java.util.concurrent.*;

/** java.net.http.WebSocket against a small hand-written server: handshake, text, binary in parts, ping, close, refused upgrade. */
public class WebSockets {
    static void frame(OutputStream o, int op, byte[] b) throws IOException {
        o.write(0x80 | op);
        if (b.length < 126)
            o.write(b.length);
        else {
            o.write(126);
            o.write(b.length >> 8);
            o.write(b.length);
        }
        o.write(b);
        o.flush();
    }
    static void serve(Socket s) throws Exception {
        BufferedInputStream in = new BufferedInputStream(s.getInputStream());
        OutputStream out = s.getOutputStream();
        StringBuilder h = new StringBuilder();
        while (h.indexOf("\r\n\r\n") < 0) h.append((char) in.read());
        if (h.toString().startsWith("GET /refuse")) {
            out.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes());
            out.flush();
            s.close();
            return;
        }
        String key = null;
        for (String l : h.toString().split("\r\n"))
            if (l.toLowerCase().startsWith("sec-websocket-key:")) key = l.substring(18).trim();
        String acc = Base64.getEncoder().encodeToString(
            MessageDigest.getInstance("SHA-1").digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes()));
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + acc + "\r\n"
            + (h.indexOf("chat") > 0 ? "Sec-WebSocket-Protocol: chat\r\n" : "") + "\r\n")
                      .getBytes());
        out.flush();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (;;) {
            int b0 = in.read();
            if (b0 < 0) return;
            int op = b0 & 15, b1 = in.read(), n = b1 & 127;
            if (n == 126) n = in.read() << 8 | in.read();
            byte[] mask = in.readNBytes(4), d = in.readNBytes(n);
            for (int i = 0; i < n; i++) d[i] ^= mask[i & 3];
            if (op == 8) {
                frame(out, 8, d);
                s.close();
                return;
            }
            if (op == 9) {
                frame(out, 10, d);
                continue;
            }
            whole.write(d);
            if ((b0 & 0x80) == 0) continue;
            byte[] m = whole.toByteArray();
            whole.reset();
            if (new String(m).equals("ping me")) frame(out, 9, "pp".getBytes());
            frame(out, op == 0 ? 1 : op, m);
        }
    }
    static class L implements WebSocket.Listener {
        final StringBuilder text = new StringBuilder();
        final BlockingQueue<String> q = new LinkedBlockingQueue<>();
        public void onOpen(WebSocket w) {
            q.add("open " + w.getSubprotocol());
            w.request(1);
        }
        public CompletionStage<?> onText(WebSocket w, CharSequence d, boolean last) {
            text.append(d);
            if (last) {
                q.add("text " + (text.length() > 50 ? text.length() + " " + text.toString().hashCode() : text));
                text.setLength(0);
            }
            w.request(1);
            return null;
        }
        public CompletionStage<?> onBinary(WebSocket w, ByteBuffer d, boolean last) {
            q.add("binary " + d.remaining() + " " + d.get(0) + " " + last);
            w.request(1);
            return null;
        }
        public CompletionStage<?> onPing(WebSocket w, ByteBuffer m) {
            q.add("ping " + m.remaining());
            w.request(1);
            return null;
        }
        public CompletionStage<?> onPong(WebSocket w, ByteBuffer m) {
            q.add("pong " + m.remaining());
            w.request(1);
            return null;
        }
        public CompletionStage<?> onClose(WebSocket w, int c, String r) {
            q.add("close " + c + " " + r);
            return null;
        }
        public void onError(WebSocket w, Throwable e) { q.add("error " + e); }
    }
    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread t = new Thread(() -> {
            try {
                for (;;) {
                    Socket s = ss.accept();
                    Thread w = new Thread(() -> {
                        try {
                            serve(s);
                        } catch (Exception e) { System.out.println("server " + e); }
                    });
                    w.setDaemon(true);
                    w.start();
                }
            } catch (Exception e) {}
        });
        t.setDaemon(true);
        t.start();
        HttpClient c = HttpClient.newHttpClient();
        URI u = URI.create("ws://localhost:" + ss.getLocalPort() + "/ws");
        L l = new L();
        WebSocket w = c.newWebSocketBuilder().subprotocols("chat").header("X-H", "v").buildAsync(u, l).get(1, TimeUnit.HOURS);
        System.out.println(l.q.take() + " " + w.isOutputClosed());
        w.sendText("hello", true).get();
        System.out.println(l.q.take());
        w.sendText("in ", false).get();
        w.sendText("parts \u20ac", true).get();
        System.out.println(l.q.take());
        w.sendBinary(ByteBuffer.wrap(new byte[] {7, 8, 9}), true).get();
        System.out.println(l.q.take());
        w.sendPing(ByteBuffer.wrap(new byte[5])).get();
        System.out.println(l.q.take());
        w.sendText("ping me", true).get();
        System.out.println(l.q.take() + " " + l.q.take());
        w.sendText("\ud83d\ude00x".repeat(9000), true).get();
        System.out.println(l.q.take());
        CompletableFuture<WebSocket> a = w.sendText("one", true), b = w.sendText("two", true);
        try {
            b.get();
            System.out.println(a.get() == w);
        } catch (ExecutionException e) { System.out.println(e.getCause()); }
        l.q.take();
        try {
            w.sendClose(5, "x").get();
        } catch (ExecutionException e) { System.out.println(e.getCause()); }
        try {
            w.sendPing(ByteBuffer.allocate(200)).get();
        } catch (ExecutionException e) { System.out.println(e.getCause()); }
        try {
            w.request(0);
        } catch (IllegalArgumentException e) { System.out.println(e); }
        w.sendClose(WebSocket.NORMAL_CLOSURE, "bye").get();
        String last;
        while ((last = l.q.take()).startsWith("text")) {}
        System.out.println(last + " " + w.isOutputClosed());
        try {
            w.sendText("late", true).get();
        } catch (ExecutionException e) { System.out.println(e.getCause()); }
        w.abort();
        System.out.println(w.isInputClosed());
        try {
            c.newWebSocketBuilder().buildAsync(URI.create("ws://localhost:" + ss.getLocalPort() + "/refuse"), new L()).get();
        } catch (ExecutionException e) {
            System.out.println(
                e.getCause().getClass().getName() + " " + ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode());
        }
        try {
            c.newWebSocketBuilder().buildAsync(URI.create("http://x/"), new L());
        } catch (IllegalArgumentException e) { System.out.println(e); }
        ss.close(); // its thread may still accept one more
        ServerSocket none = new ServerSocket(0);
        none.close();
        try {
            c.newWebSocketBuilder().buildAsync(URI.create("ws://localhost:" + none.getLocalPort() + "/"), new L()).get();
        } catch (ExecutionException e) { System.out.println(e.getCause().getClass().getName()); }
    }
}
