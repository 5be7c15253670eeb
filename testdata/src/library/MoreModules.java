import java.io.*;
import java.sql.*;
import java.util.*;
import javax.naming.*;
import javax.naming.ldap.*;
import javax.sql.RowSet;
import javax.sql.rowset.*;

/** java.sql, java.sql.rowset, java.naming, java.net.http's neighbours: what works without drivers or servers, and how the rest refuses. */
public class MoreModules {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    public static class Fake implements Driver {
        public Connection connect(String u, java.util.Properties p) throws SQLException {
            if (!acceptsURL(u)) return null;
            throw new SQLException("fake refuses", "08001", 7, new IOException("cause"));
        }
        public boolean acceptsURL(String u) { return u.startsWith("jdbc:fake:"); }
        public DriverPropertyInfo[] getPropertyInfo(String u, java.util.Properties p) { return new DriverPropertyInfo[0]; }
        public int getMajorVersion() { return 1; }
        public int getMinorVersion() { return 2; }
        public boolean jdbcCompliant() { return false; }
        public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException("no");
        }
    }
    public static void main(String[] args) throws Exception {
        show("no driver", () -> DriverManager.getConnection("jdbc:none:x"));
        DriverManager.registerDriver(new Fake());
        show("fake", () -> DriverManager.getConnection("jdbc:fake:x", "u", "p"));
        show("driver",
            () -> DriverManager.getDriver("jdbc:fake:y").getMinorVersion() + " " + Collections.list(DriverManager.getDrivers()).size());
        SQLException e = new SQLException("first");
        e.setNextException(new SQLWarning("second", "01000"));
        e.setNextException(new SQLTimeoutException("third", new Error("c")));
        StringBuilder s = new StringBuilder();
        for (Throwable t : e) s.append(t).append("; ");
        System.out.println(s + " " + new BatchUpdateException(new int[] {1, Statement.EXECUTE_FAILED}).getUpdateCounts()[1]);
        System.out.println(Timestamp.valueOf("2024-02-29 12:34:56.789").getNanos() + " " + java.sql.Date.valueOf("2024-02-29") + " "
            + Time.valueOf("1:2:3") + " " + Timestamp.valueOf("2024-01-01 00:00:00").toLocalDateTime() + " "
            + new Timestamp(5).compareTo(new Timestamp(6)) + " " + JDBCType.valueOf(Types.VARCHAR));
        show("bad ts", () -> Timestamp.valueOf("x"));
        show("bad date", () -> java.sql.Date.valueOf("2024-13-01"));
        show("date hours", () -> java.sql.Date.valueOf("2024-01-01").getHours());
        CachedRowSet r = RowSetProvider.newFactory().createCachedRowSet();
        RowSetMetaDataImpl md = new RowSetMetaDataImpl();
        md.setColumnCount(2);
        md.setColumnName(1, "id");
        md.setColumnType(1, Types.INTEGER);
        md.setColumnName(2, "name");
        md.setColumnType(2, Types.VARCHAR);
        r.setMetaData(md);
        for (int i = 1; i <= 3; i++) {
            r.moveToInsertRow();
            r.updateInt(1, i);
            r.updateString("name", "n" + i);
            r.insertRow();
            r.moveToCurrentRow();
        }
        r.beforeFirst();
        while (r.next()) System.out.print(r.getInt("id") + r.getString(2) + " " + r.getRow() + "; ");
        System.out.println(r.size() + " " + r.absolute(2) + r.getString("NAME") + r.isLast() + r.findColumn("name"));
        show("no column", () -> r.getString("zz"));
        show("bad index", () -> r.getInt(3));
        show("not a number", () -> r.getInt("name"));
        r.updateString(2, "changed");
        r.updateRow();
        System.out.println(r.getString(2) + " " + r.rowUpdated());
        ByteArrayOutputStream o = new ByteArrayOutputStream();
        new ObjectOutputStream(o).writeObject(r.createCopy());
        System.out.println(((CachedRowSet) new ObjectInputStream(new ByteArrayInputStream(o.toByteArray())).readObject()).size());
        FilteredRowSet f = RowSetProvider.newFactory().createFilteredRowSet();
        f.setMetaData(md);
        r.beforeFirst();
        f.populate(r);
        f.setFilter(new Predicate() {
            public boolean evaluate(RowSet x) {
                try {
                    return x.getInt(1) != 2;
                } catch (SQLException z) { return false; }
            }
            public boolean evaluate(Object v, int c) { return true; }
            public boolean evaluate(Object v, String c) { return true; }
        });
        f.beforeFirst();
        StringBuilder fs = new StringBuilder();
        while (f.next()) fs.append(f.getInt(1));
        System.out.println(fs);
        WebRowSet w = RowSetProvider.newFactory().createWebRowSet();
        r.beforeFirst();
        w.populate(r);
        StringWriter xml = new StringWriter();
        w.writeXml(xml);
        System.out.println(xml.toString().contains("<columnValue>changed</columnValue>") + " " + xml.toString().split("\n").length);
        show("execute", () -> {
            r.execute();
            return 0;
        });
        show("no context", () -> new InitialContext().lookup("x"));
        show("ldap name",
            ()
                -> new LdapName("CN=Steve\\, K,OU=Eng,O=\"A b\"").getRdns() + " " + new LdapName("a=b,c=d").getPrefix(1) + " "
                + Rdn.escapeValue("a,b+ ") + " " + new LdapName("CN=x").equals(new LdapName("cn=X")));
        show("bad ldap", () -> new LdapName("x"));
        show("composite",
            ()
                -> new CompositeName("a/b/c").getSuffix(1) + " " + new CompositeName("a/b").add("c").size() + " "
                + new CompoundName("x.y", new java.util.Properties() {
                      {
                          put("jndi.syntax.direction", "left_to_right");
                          put("jndi.syntax.separator", ".");
                      }
                  }).size());
        show("ldap refused", () -> {
            try {
                Hashtable<String, String> h = new Hashtable<>();
                h.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
                h.put(Context.PROVIDER_URL, "ldap://127.0.0.1:1/");
                return new InitialContext(h);
            } catch (CommunicationException x) { return x.getRootCause().getClass(); }
        });
        show("url scheme", () -> new InitialContext().lookup("nosuch:x"));
        show("xa", () -> new javax.transaction.xa.XAException(javax.transaction.xa.XAException.XA_RBROLLBACK).errorCode);
        show("scripting absent", () -> Class.forName("jdk.nashorn.api.scripting.NashornScriptEngine"));
        show("removed", () -> Class.forName("javax.xml.bind.JAXBContext"));
        show("modules",
            () -> ModuleLayer.boot().modules().stream().map(Module::getName).filter(n -> n.startsWith("java.")).sorted().toList());
        show("jdk.net",
            ()
                -> new TreeSet<>(
                    List.of(jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE.name(), jdk.net.ExtendedSocketOptions.SO_PEERCRED.name())));
        show("sctp", () -> com.sun.nio.sctp.SctpStandardSocketOptions.SCTP_NODELAY);
        show("sasl",
            ()
                -> javax.security.sasl.Sasl
                       .createSaslClient(new String[] {"PLAIN"}, "id", "imap", "h", null,
                           cb -> {
                               for (javax.security.auth.callback.Callback c : cb)
                                   if (c instanceof javax.security.auth.callback.NameCallback n)
                                       n.setName("u");
                                   else
                                       ((javax.security.auth.callback.PasswordCallback) c).setPassword("p".toCharArray());
                           })
                       .evaluateChallenge(new byte[0])
                       .length);
        show("login", () -> new javax.security.auth.login.LoginContext("none"));
        show("subject",
            ()
                -> javax.security.auth.Subject.doAs(
                    new javax.security.auth.Subject(true, Set.of(new javax.security.auth.x500.X500Principal("CN=me")), Set.of(), Set.of()),
                    (java.security.PrivilegedAction<String>) ()
                        -> javax.security.auth.Subject.getSubject(java.security.AccessController.getContext()).getPrincipals().toString()));
        show("kerberos", () -> new javax.security.auth.kerberos.KerberosPrincipal("me@R").getRealm());
        show("gss", () -> org.ietf.jgss.GSSManager.getInstance().getMechs().length > 0);
    }
}
