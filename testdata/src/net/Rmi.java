import java.io.*;
import java.lang.ref.WeakReference;
import java.rmi.*;
import java.rmi.registry.*;
import java.rmi.server.*;
import java.util.*;

/** java.rmi on the loopback: registry, dynamic stubs, callbacks, remote exceptions with both stacks, unexport, lookup failures. */
public class Rmi {
    public interface Bank extends Remote {
        int deposit(int n) throws RemoteException, TooMuch;
        List<String> history() throws RemoteException;
        void call(Callback c, String s) throws RemoteException;
        Bank self() throws RemoteException;
        Object echo(Object o) throws RemoteException;
        void fail() throws RemoteException;
    }
    public interface Callback extends Remote {
        String ring(String s) throws RemoteException;
    }
    public static class TooMuch extends Exception {
        final int by;
        TooMuch(int by) {
            super("too much by " + by);
            this.by = by;
        }
    }
    static class BankImpl implements Bank {
        int total;
        final List<String> log = new ArrayList<>();
        public synchronized int deposit(int n) throws TooMuch {
            if (n > 100) throw new TooMuch(n - 100);
            log.add("+" + n);
            return total += n;
        }
        public List<String> history() { return log; }
        public void call(Callback c, String s) throws RemoteException {
            log.add(c.ring(s + " from " + (Thread.currentThread().getName().startsWith("RMI TCP Connection") ? "rmi" : "?")));
        }
        public Bank self() { return this; }
        public Object echo(Object o) { return o; }
        public void fail() { throw new IllegalStateException("server side"); }
    }
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) {
            System.out.println(w + ": " + e.getClass().getName()
                + (e.getCause() == null ? "" : " / " + e.getCause().toString().replaceAll("Lambda.*", "Lambda")));
        }
    }
    public static void main(String[] args) throws Exception {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        BankImpl impl = new BankImpl();
        int[] port = new int[1];
        Registry r = LocateRegistry.createRegistry(0, null, p -> {
            java.net.ServerSocket s = new java.net.ServerSocket(p, 0, java.net.InetAddress.getByName("127.0.0.1"));
            port[0] = s.getLocalPort();
            return s;
        });
        Bank stub = (Bank) UnicastRemoteObject.exportObject(impl, 0);
        r.bind("bank", stub);
        Registry far = LocateRegistry.getRegistry("127.0.0.1", port[0]);
        System.out.println(
            Arrays.toString(far.list()) + " " + java.lang.reflect.Proxy.isProxyClass(stub.getClass()) + " " + (stub instanceof RemoteStub));
        Bank b = (Bank) far.lookup("bank");
        System.out.println(b.equals(stub) + " " + (b == stub) + " " + b.deposit(50) + " " + b.deposit(30) + " " + impl.total);
        try {
            b.deposit(150);
        } catch (TooMuch e) {
            System.out.println(e.getMessage() + " " + e.by + " "
                + Arrays.stream(e.getStackTrace()).anyMatch(f -> f.getMethodName().equals("main")) + " "
                + e.getStackTrace()[0].getClassName());
        }
        show("fail", () -> {
            b.fail();
            return 0;
        });
        Callback cb = s -> "rung " + s;
        Callback cbs = (Callback) UnicastRemoteObject.exportObject(cb, 0);
        b.call(cbs, "hello");
        System.out.println(b.history() + " " + (b.history() == impl.log));
        show("self", () -> b.self().equals(b) + " " + (b.self() instanceof BankImpl));
        show("not exported", () -> {
            b.call(s -> s, "x");
            return 0;
        });
        show("echo", () -> b.echo(Map.of("k", List.of(1, 2))));
        show("echo remote", () -> b.echo(cb) instanceof Callback);
        show("not serializable", () -> b.echo(new Object()));
        show("array", () -> ((int[]) b.echo(new int[] {1, 2}))[1]);
        show("null", () -> b.echo(null));
        Thread[] ts = new Thread[4];
        for (int i = 0; i < 4; i++)
            (ts[i] = new Thread(() -> {
                try {
                    for (int k = 0; k < 25; k++) b.deposit(1);
                } catch (Exception e) { System.out.println(e); }
            })).start();
        for (Thread t : ts) t.join();
        System.out.println(impl.total);
        show("bind twice", () -> {
            r.bind("bank", stub);
            return 0;
        });
        r.rebind("bank2", stub);
        show("unbound", () -> far.lookup("nothing"));
        far.unbind("bank2");
        show("unbind none", () -> {
            far.unbind("bank2");
            return 0;
        });
        System.out.println(Naming.lookup("rmi://127.0.0.1:" + port[0] + "/bank").equals(b));
        show("bad url", () -> Naming.lookup("rmi://:x/"));
        show("export twice", () -> UnicastRemoteObject.exportObject(impl, 0));
        show("refused", () -> {
            java.net.ServerSocket s = new java.net.ServerSocket(0);
            int p = s.getLocalPort();
            s.close();
            return LocateRegistry.getRegistry("127.0.0.1", p).list();
        });
        show("no remote object", () -> UnicastRemoteObject.unexportObject(new BankImpl(), true));
        show("toStub", () -> RemoteObject.toStub(new BankImpl()));
        System.out.println(RemoteObject.toStub(impl).equals(stub));
        show("client host", RemoteServer::getClientHost);
        System.out.println(UnicastRemoteObject.unexportObject(impl, true));
        show("gone", () -> b.deposit(1));
        UnicastRemoteObject.unexportObject(cb, true);
        UnicastRemoteObject.unexportObject(r, true);
        show("no registry", far::list);
    }
}
