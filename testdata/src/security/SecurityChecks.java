import java.io.*;
import java.security.*;
import java.util.*;

/** The security manager of old: doPrivileged, combined contexts, permissions and their implication, refusals with their traces, a policy in code. */
public class SecurityChecks {
    /** Named on the command line; allows everything until it is armed. */
    @SuppressWarnings("removal")
    public static class Guard extends SecurityManager {
        static volatile boolean armed;
        @Override
        public void checkPermission(Permission p) {
            if (armed) super.checkPermission(p);
        }
    }
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e + (e.getCause() == null ? "" : " / " + e.getCause())); }
    }
    @SuppressWarnings("removal")
    public static void main(String[] args) throws Exception {
        System.out.println(new FilePermission("/tmp/-", "read,write").implies(new FilePermission("/tmp/a/b", "read")) + " "
            + new FilePermission("/tmp/*", "read").implies(new FilePermission("/tmp/a/b", "read")) + " "
            + new PropertyPermission("java.*", "read").implies(new PropertyPermission("java.home", "read,write")) + " "
            + new RuntimePermission("exitVM").implies(new RuntimePermission("exitVM.5")) + " "
            + new java.net.SocketPermission("*.com:80-", "connect").implies(new java.net.SocketPermission("x.com:8080", "connect,resolve"))
            + " " + new FilePermission("a", "execute,read").getActions() + " " + new AllPermission().implies(new RuntimePermission("x")));
        show("bad actions", () -> new FilePermission("a", "fly"));
        Permissions ps = new Permissions();
        ps.add(new PropertyPermission("a", "read"));
        ps.setReadOnly();
        show("read-only", () -> {
            ps.add(new RuntimePermission("x"));
            return 0;
        });
        System.out.println(ps.implies(new PropertyPermission("a", "read")) + " " + Collections.list(ps.elements()).size());
        show("privileged", () -> AccessController.doPrivileged((PrivilegedAction<String>) () -> "done"));
        show("checked", () -> AccessController.doPrivileged((PrivilegedExceptionAction<String>) () -> { throw new IOException("io"); }));
        show("unchecked",
            () -> AccessController.doPrivileged((PrivilegedExceptionAction<String>) () -> { throw new IllegalStateException("ise"); }));
        ProtectionDomain pd = SecurityChecks.class.getProtectionDomain();
        System.out.println(pd.getCodeSource().getLocation().getProtocol() + " " + Object.class.getProtectionDomain().getCodeSource() + " "
            + int.class.getProtectionDomain().getClassLoader());
        AccessControlContext none = new AccessControlContext(new ProtectionDomain[] {new ProtectionDomain(null, new Permissions())});
        show("context", () -> AccessController.doPrivileged((PrivilegedAction<String>) () -> {
            try {
                AccessController.checkPermission(new RuntimePermission("secret"));
                return "allowed";
            } catch (AccessControlException e) { return e.getMessage() + " " + e.getPermission().getName(); }
        }, none));
        System.out.println(
            AccessController.getContext().equals(AccessController.getContext()) + " " + System.getSecurityManager().getClass());
        Policy.setPolicy(new Policy() {
            public boolean implies(ProtectionDomain d, Permission p) {
                return !(p instanceof PropertyPermission && p.getName().equals("user.home")) && !p.getName().startsWith("exitVM")
                    && !(p instanceof FilePermission f && f.getActions().contains("write"));
            }
        });
        Guard.armed = true;
        show("property", () -> System.getProperty("user.home"));
        show("allowed", () -> System.getProperty("user.dir") != null);
        show("write", () -> new FileOutputStream("x"));
        show("privileged still refused",
            () -> AccessController.doPrivileged((PrivilegedAction<String>) () -> System.getProperty("user.home")));
        show("limited",
            ()
                -> AccessController.doPrivileged((PrivilegedAction<String>) ()
                                                     -> System.getProperty("java.version").isEmpty() + "",
                    null, new PropertyPermission("java.vendor", "read")));
        show("limited ok",
            ()
                -> AccessController.doPrivileged((PrivilegedAction<String>) ()
                                                     -> System.getProperty("java.version").isEmpty() + "",
                    null, new PropertyPermission("java.version", "read")));
        show("with no rights",
            () -> AccessController.doPrivileged((PrivilegedAction<String>) () -> System.getProperty("java.version"), none));
        Thread t = new Thread(() -> show("in thread", () -> System.getProperty("user.home")));
        t.start();
        t.join();
        show("inherited context", () -> {
            Thread[] x = new Thread[1];
            AccessController.doPrivileged((PrivilegedAction<Void>) () -> {
                x[0] = new Thread(() -> show("  child", () -> System.getProperty("os.name")));
                return null;
            }, none);
            x[0].start();
            x[0].join();
            return "joined";
        });
        show("package", () -> {
            System.getSecurityManager().checkPackageAccess("sun.misc.x");
            return "fine";
        });
        show("domain combiner",
            ()
                -> AccessController.doPrivileged(
                    (PrivilegedAction<Integer>) () -> 5, new AccessControlContext(AccessController.getContext(), (a, b) -> a)));
        show("off again", () -> {
            Guard.armed = false;
            return System.getProperty("user.home") != null;
        });
    }
}
