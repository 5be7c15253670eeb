import java.security.*;
import java.util.*;

/** Protection domains, code sources, access control contexts, doPrivileged with results, exceptions and limited permissions. */
public class DomainsAndPrivileges {
    static class Perm extends BasicPermission { Perm(String n) { super(n); } }
    public static class Asker implements PrivilegedAction<Object> { public Object run() { try { AccessController.checkPermission(new Perm("p")); return "granted"; } catch (AccessControlException e) { return "denied " + e.getPermission(); } } }
    static String check() { return (String) new Asker().run(); }
    public static void main(String[] args) throws Exception {
        ProtectionDomain mine = DomainsAndPrivileges.class.getProtectionDomain();
        System.out.println(mine.getCodeSource().getLocation().getPath().endsWith("testdata/") + " " + mine.getClassLoader().getName().equals("app") + " " + mine.getPrincipals().length + " " + (mine.getCodeSource().getCertificates() == null) + " " + (mine == Show.class.getProtectionDomain()) + " " + String.class.getProtectionDomain().getCodeSource() + " " + mine.implies(new Perm("x")) + String.class.getProtectionDomain().implies(new Perm("x")));
        Show.of("check", () -> check());
        Show.of("privileged", () -> AccessController.doPrivileged((PrivilegedAction<Object>) () -> check()));
        Show.of("privileged exception", () -> AccessController.doPrivileged((PrivilegedExceptionAction<Object>) () -> { throw new java.io.IOException("io"); }));
        Show.of("privileged runtime exception", () -> AccessController.doPrivileged((PrivilegedExceptionAction<Object>) () -> { throw new IllegalStateException("ise"); }));
        Show.of("privileged null", () -> AccessController.doPrivileged((PrivilegedAction<Object>) null));
        Permissions all = new Permissions();
        all.add(new AllPermission());
        ByteLoader l = new ByteLoader("trusted", DomainsAndPrivileges.class.getClassLoader()) {
            @Override Class<?> define(String name, byte[] b) { return defineClass(name, b, 0, b.length, new ProtectionDomain(new CodeSource(null, (java.security.cert.Certificate[]) null), all, this, null)); }
        };
        l.copy("DomainsAndPrivileges$Asker", "DomainsAndPrivileges$Perm");
        Class<?> k = l.loadClass("DomainsAndPrivileges$Asker");
        Show.of("trusted domain", () -> k.getProtectionDomain().implies(new Perm("q")) + " " + k.getProtectionDomain().getPermissions().implies(new AllPermission()));
        AccessControlContext none = new AccessControlContext(new ProtectionDomain[] {new ProtectionDomain(null, null)}), full = new AccessControlContext(new ProtectionDomain[] {new ProtectionDomain(null, all)});
        Show.of("context none", () -> { none.checkPermission(new Perm("p")); return 0; });
        Show.of("context full", () -> { full.checkPermission(new Perm("p")); return 0; });
        Show.of("in context none", () -> AccessController.doPrivileged(new Asker(), none));
        Show.of("in context full", () -> AccessController.doPrivileged(new Asker(), full));
        Show.of("limited", () -> AccessController.doPrivileged(new Asker(), full, new Perm("other")));
        Show.of("equal contexts", () -> none.equals(new AccessControlContext(new ProtectionDomain[] {new ProtectionDomain(null, null)})) + " " + full.equals(full) + " " + AccessController.getContext().equals(AccessController.getContext()));
        Show.of("combiner", () -> { AccessControlContext c = new AccessControlContext(full, (a, b) -> a); return AccessController.doPrivileged((PrivilegedAction<Object>) () -> AccessController.getContext().getDomainCombiner() != null, c); });
        Show.of("subject", () -> javax.security.auth.Subject.doAs(new javax.security.auth.Subject(), (PrivilegedAction<Object>) () -> javax.security.auth.Subject.getSubject(AccessController.getContext()) != null));
        Thread t = new Thread(() -> System.out.println("inherited " + check()));
        t.start();
        t.join();
        Show.of("signers", () -> DomainsAndPrivileges.class.getSigners() + " " + String.class.getSigners() + " " + int.class.getSigners());
        Show.of("domain text", () -> new ProtectionDomain(null, null).toString().replaceAll("\\s+", " "));
        Show.of("permissions", () -> { Permissions p = new Permissions(); p.add(new RuntimePermission("a.*")); return p.implies(new RuntimePermission("a.b")) + " " + p.implies(new RuntimePermission("b")) + Collections.list(p.elements()); });
    }
}
