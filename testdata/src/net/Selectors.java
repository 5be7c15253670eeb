import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.*;

/** Selector servers, datagram and Unix-domain channels, wakeup, interrupts, cancelled keys, non-blocking connects, socket options, failures. */
public class Selectors {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    static String read(SocketChannel c) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(64);
        StringBuilder s = new StringBuilder();
        while (s.indexOf("\n") < 0 && c.read(b) >= 0) {
            s.append(new String(b.array(), 0, b.position()));
            b.clear();
        }
        return s.toString().trim();
    }
    public static void main(String[] args) throws Exception {
        InetAddress lo = InetAddress.getLoopbackAddress();
        ServerSocketChannel ss = ServerSocketChannel.open().bind(new InetSocketAddress(lo, 0));
        int port = ((InetSocketAddress) ss.getLocalAddress()).getPort();
        ss.configureBlocking(false);
        Selector sel = Selector.open();
        SelectionKey ak = ss.register(sel, SelectionKey.OP_ACCEPT, "acceptor");
        System.out.println(ak.interestOps() + " " + ak.isValid() + " " + ak.attachment() + " " + ss.isRegistered() + " " + sel.keys().size()
            + " " + sel.selectNow());
        Thread server = new Thread(() -> {
            try {
                int open = 0, served = 0;
                while (served < 5 || open > 0) {
                    sel.select();
                    for (Iterator<SelectionKey> it = sel.selectedKeys().iterator(); it.hasNext();) {
                        SelectionKey k = it.next();
                        it.remove();
                        if (k.isAcceptable()) {
                            SocketChannel c = ((ServerSocketChannel) k.channel()).accept();
                            c.configureBlocking(false);
                            c.register(sel, SelectionKey.OP_READ, ByteBuffer.allocate(256));
                            open++;
                        } else if (k.isReadable()) {
                            ByteBuffer b = (ByteBuffer) k.attachment();
                            int n = ((SocketChannel) k.channel()).read(b);
                            if (n < 0) {
                                k.cancel();
                                k.channel().close();
                                open--;
                                served++;
                            } else if (b.position() > 0 && b.get(b.position() - 1) == '\n')
                                k.interestOps(SelectionKey.OP_WRITE);
                        } else if (k.isWritable()) {
                            ByteBuffer b = (ByteBuffer) k.attachment();
                            b.flip();
                            for (int i = 0; i < b.limit() - 1; i++) b.put(i, (byte) Character.toUpperCase(b.get(i)));
                            ((SocketChannel) k.channel()).write(b);
                            b.clear();
                            k.interestOps(SelectionKey.OP_READ);
                        }
                    }
                }
            } catch (Exception e) { e.printStackTrace(System.out); }
        });
        server.start();
        Thread[] cs = new Thread[5];
        String[] got = new String[5];
        for (int i = 0; i < 5; i++) {
            int k = i;
            (cs[i] = new Thread(() -> {
                try (SocketChannel c = SocketChannel.open(new InetSocketAddress(lo, port))) {
                    StringBuilder all = new StringBuilder();
                    for (int j = 0; j < 10; j++) {
                        c.write(ByteBuffer.wrap(("msg" + k + "." + j + "\n").getBytes()));
                        all.append(read(c)).append(' ');
                    }
                    got[k] = all.toString();
                } catch (IOException e) { got[k] = e.toString(); }
            })).start();
        }
        for (Thread t : cs) t.join();
        server.join();
        System.out.println(String.join("|", got));
        ak.cancel();
        System.out.println(ak.isValid() + " " + sel.selectNow() + " " + sel.keys().size());
        show("cancelled", ak::interestOps);
        show("ready", ak::readyOps);
        show("blocking register", () -> {
            ServerSocketChannel b = ServerSocketChannel.open();
            try {
                return b.register(sel, 16);
            } finally { b.close(); }
        });
        show("bad ops", () -> ss.register(sel, SelectionKey.OP_READ));
        SelectionKey k2 = ss.register(sel, SelectionKey.OP_ACCEPT);
        show("blocking while registered", () -> ss.configureBlocking(true));
        show("accept none", ss::accept);
        k2.cancel();
        sel.selectNow();
        sel.wakeup();
        System.out.println("wakeup first " + sel.select());
        Thread t = Thread.currentThread();
        Thread waker = new Thread(() -> {
            Show.untilInNative(t);
            sel.wakeup();
        });
        waker.start();
        System.out.println("woken " + sel.select());
        waker.join();
        t.interrupt();
        System.out.println("interrupted " + sel.select() + " " + Thread.interrupted() + " " + sel.isOpen());
        System.out.println("timeout " + sel.select(5));
        show("negative", () -> sel.select(-1));
        Thread closer = new Thread(() -> {
            try {
                Show.untilInNative(t);
                sel.close();
            } catch (Exception e) { System.out.println(e); }
        });
        closer.start();
        show("closed while waiting", sel::select);
        closer.join();
        show("closed", sel::selectNow);
        show("closed keys", sel::keys);
        Selector s2 = Selector.open();
        SocketChannel nb = SocketChannel.open();
        nb.configureBlocking(false);
        boolean now = nb.connect(new InetSocketAddress(lo, port));
        nb.register(s2, SelectionKey.OP_CONNECT);
        if (!now) s2.select();
        System.out.println(nb.finishConnect() + " " + nb.isConnected() + " " + nb.isConnectionPending());
        show("again", () -> nb.connect(new InetSocketAddress(lo, port)));
        System.out.println(nb.read(ByteBuffer.allocate(4)) + " " + nb.getRemoteAddress().equals(ss.getLocalAddress()));
        nb.shutdownOutput();
        show("write after shutdown", () -> nb.write(ByteBuffer.allocate(1)));
        nb.shutdownInput();
        System.out.println(nb.read(ByteBuffer.allocate(1)));
        s2.selectedKeys().clear();
        int consumer = s2.select(k -> System.out.println("action"), 1);
        nb.close();
        ss.close();
        SocketChannel refused = SocketChannel.open();
        refused.configureBlocking(false);
        show("refused", () -> {
            refused.connect(new InetSocketAddress(lo, port));
            while (!refused.finishConnect()) Thread.sleep(1);
            return "connected";
        });
        show("after refusal", refused::isOpen);
        show("not connected", () -> SocketChannel.open().read(ByteBuffer.allocate(1)));
        show("unresolved", () -> SocketChannel.open().connect(InetSocketAddress.createUnresolved("x", 1)));
        show("unbound accept", () -> ServerSocketChannel.open().accept());
        show("wrong address", () -> SocketChannel.open().bind(new SocketAddress() {}));
        DatagramChannel d1 = DatagramChannel.open().bind(new InetSocketAddress(lo, 0)),
                        d2 = DatagramChannel.open().bind(new InetSocketAddress(lo, 0));
        System.out.println(d1.send(ByteBuffer.wrap("datagram".getBytes()), d2.getLocalAddress()));
        ByteBuffer b = ByteBuffer.allocateDirect(4);
        SocketAddress from = d2.receive(b);
        System.out.println(from.equals(d1.getLocalAddress()) + " " + b.position());
        d2.configureBlocking(false);
        System.out.println(d2.receive(b));
        d1.connect(d2.getLocalAddress());
        System.out.println(d1.write(ByteBuffer.wrap(new byte[] {7})) + " " + d1.isConnected());
        show("other target", () -> d1.send(ByteBuffer.allocate(1), new InetSocketAddress(lo, 9)));
        Selector s3 = Selector.open();
        d2.register(s3, SelectionKey.OP_READ);
        System.out.println(s3.select());
        b.clear();
        d2.receive(b);
        System.out.println(b.get(0));
        d1.disconnect();
        show("too big", () -> d1.send(ByteBuffer.allocate(70_000), d2.getLocalAddress()));
        show("read unconnected", () -> d1.read(b));
        d1.close();
        d2.close();
        Path up = Files.createTempDirectory("uds").resolve("s");
        try (ServerSocketChannel us = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            us.bind(UnixDomainSocketAddress.of(up));
            Thread ut = new Thread(() -> {
                try (SocketChannel c = us.accept()) {
                    c.write(ByteBuffer.wrap(("you said " + read(c) + "\n").getBytes()));
                } catch (IOException e) { System.out.println(e); }
            });
            ut.start();
            try (SocketChannel c = SocketChannel.open(UnixDomainSocketAddress.of(up))) {
                c.write(ByteBuffer.wrap("unix\n".getBytes()));
                System.out.println(read(c) + " " + c.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY));
            }
            ut.join();
            show("bind again", () -> ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(up)));
            show("socket()", us::socket);
        }
        Files.delete(up);
        show("gone", () -> SocketChannel.open(UnixDomainSocketAddress.of(up)));
        Files.delete(up.getParent());
        SocketChannel o = SocketChannel.open();
        o.setOption(StandardSocketOptions.TCP_NODELAY, true)
            .setOption(StandardSocketOptions.SO_KEEPALIVE, true)
            .setOption(StandardSocketOptions.SO_LINGER, 5);
        System.out.println(o.getOption(StandardSocketOptions.TCP_NODELAY) + " " + o.getOption(StandardSocketOptions.SO_LINGER) + " "
            + new TreeSet<>(o.supportedOptions().stream().map(SocketOption::name).toList()));
        show("bad option", () -> o.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1));
        show("bad value", () -> o.setOption(StandardSocketOptions.SO_RCVBUF, -1));
        o.close();
        show("closed option", () -> o.getOption(StandardSocketOptions.SO_LINGER));
        ServerSocketChannel blockedAccept = ServerSocketChannel.open().bind(new InetSocketAddress(lo, 0));
        Thread ba = new Thread(() -> show("blocked accept", blockedAccept::accept));
        ba.start();
        Show.untilInNative(ba);
        blockedAccept.close();
        ba.join();
        ServerSocketChannel b3 = ServerSocketChannel.open().bind(new InetSocketAddress(lo, 0));
        Thread bi = new Thread(() -> show("interrupted accept", b3::accept));
        bi.start();
        Show.untilInNative(bi);
        bi.interrupt();
        bi.join();
        System.out.println(b3.isOpen());
    }
}
