import java.security.*;
import java.util.*;

/** Access control contexts: domains on the stack, doPrivileged, inherited by threads, combined with given contexts. */
@SuppressWarnings("removal")
public class Access {
    static final Permission READ = new PropertyPermission("access.test", "read");
    static final AccessControlContext ALL = new AccessControlContext(new ProtectionDomain[] {domain(true)});
    static final AccessControlContext NONE = new AccessControlContext(new ProtectionDomain[] {domain(false)});

    static ProtectionDomain domain(boolean all) {
        Permissions p = new Permissions();
        if (all) p.add(new AllPermission());
        return new ProtectionDomain(null, p);
    }

    /** Loads a copy of Work into a domain of its own. */
    static class Own extends ClassLoader {
        Own() { super(Access.class.getClassLoader()); }
        Runnable work(boolean all) throws Exception {
            byte[] b = Access.class.getResourceAsStream("Access$Work.class").readAllBytes();
            return (Runnable) defineClass("Access$Work", b, 0, b.length, domain(all)).getDeclaredConstructor().newInstance();
        }
    }

    public static class Work implements Runnable {
        public void run() { System.out.println("  work " + check()); }
    }

    public static String check() {
        try {
            AccessController.checkPermission(READ);
            return "granted";
        } catch (AccessControlException e) {
            return e.getMessage();
        }
    }

    static String in(AccessControlContext c) { return AccessController.doPrivileged((PrivilegedAction<String>) Access::check, c); }

    public static void main(String[] args) throws Exception {
        Policy.setPolicy(new Policy() {
            public PermissionCollection getPermissions(CodeSource s) { Permissions p = new Permissions(); p.add(new AllPermission()); return p; }
            public boolean implies(ProtectionDomain d, Permission p) { return d.getCodeSource() != null || (d.getPermissions() != null && d.getPermissions().implies(p)); }
        });
        System.out.println("plain " + check());
        System.out.println("all " + in(ALL));
        System.out.println("none " + in(NONE));
        System.out.println("null " + in(null));
        System.out.println("nested " + AccessController.doPrivileged((PrivilegedAction<String>) () -> in(ALL), NONE));
        System.out.println("checked " + AccessController.doPrivileged((PrivilegedExceptionAction<String>) Access::check, NONE));
        System.out.println("limited " + AccessController.doPrivileged((PrivilegedAction<String>) Access::check, null, new RuntimePermission("x")));
        System.out.println("allowed " + AccessController.doPrivileged((PrivilegedAction<String>) Access::check, null, READ));
        new Own().work(true).run();
        Runnable untrusted = new Own().work(false);
        untrusted.run();
        AccessController.doPrivileged((PrivilegedAction<Void>) () -> { untrusted.run(); return null; });
        AccessController.doPrivileged((PrivilegedAction<Void>) () -> { untrusted.run(); return null; }, ALL);
        System.out.println("domain " + (untrusted.getClass().getProtectionDomain() != Access.class.getProtectionDomain()));
        Thread[] t = new Thread[1];
        AccessController.doPrivileged((PrivilegedAction<Void>) () -> { t[0] = new Thread(() -> System.out.println("thread " + check())); return null; }, NONE);
        t[0].start();
        t[0].join();
        System.out.println("context " + AccessController.getContext().equals(AccessController.getContext()));
        try {
            AccessController.doPrivileged((PrivilegedExceptionAction<Void>) () -> { throw new java.io.IOException("inside"); });
        } catch (PrivilegedActionException e) {
            System.out.println(e.getException());
        }
        DomainCombiner c = (current, assigned) -> { System.out.println("  combine " + (current == null ? 0 : current.length) + " " + (assigned == null ? 0 : assigned.length)); return assigned; };
        System.out.println("combined " + in(new AccessControlContext(NONE, c)));
    }
}
