import java.sql.*;
import java.util.*;

/** JDBC on a file database: schema, batches, joins, windows, transactions, savepoints, metadata; run twice on one file. */
public class H2Demo {
    public static void main(String[] args) throws Exception {
        boolean second = args.length > 0;
        try (Connection c = DriverManager.getConnection("jdbc:h2:./out/db" + (second ? ";IFEXISTS=TRUE" : ""), "sa", "")) {
            if (!second) fill(c);
            show(c, "select d.name, count(*), sum(e.pay) from emp e join dept d on d.id = e.dept group by d.name order by 1");
            show(c, "select name, pay, rank() over (partition by dept order by pay desc) r from emp order by dept, r, id fetch first 6 rows only");
            show(c, "with recursive t(n) as (select 1 union all select n + 1 from t where n < 5) select sum(n) from t");
            show(c, "select e.name from emp e where exists (select 1 from emp f where f.dept = e.dept and f.pay > e.pay + 80) order by e.id");
            transactions(c, second);
            errors(c);
        }
    }
    static void fill(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute("create table dept(id int primary key, name varchar(20) unique not null)");
            s.execute("create table emp(id identity, dept int references dept, name varchar, pay decimal(10,2), born date, note clob)");
            s.execute("create index on emp(dept, pay)");
            s.execute("insert into dept values (1,'dev'),(2,'ops'),(3,'none')");
        }
        try (PreparedStatement p = c.prepareStatement("insert into emp(dept, name, pay, born, note) values (?,?,?,?,?)")) {
            for (int i = 0; i < 200; i++) {
                p.setInt(1, 1 + i % 2); p.setString(2, "e" + i); p.setBigDecimal(3, new java.math.BigDecimal(1000 + i * 7 % 100));
                p.setDate(4, java.sql.Date.valueOf("2000-01-01")); p.setString(5, "note ".repeat(i)); p.addBatch();
            }
            System.out.println("batch " + Arrays.stream(p.executeBatch()).sum());
        }
    }
    static void show(Connection c, String q) throws SQLException {
        try (Statement s = c.createStatement(); ResultSet r = s.executeQuery(q)) {
            ResultSetMetaData m = r.getMetaData();
            StringJoiner head = new StringJoiner("|");
            for (int i = 1; i <= m.getColumnCount(); i++) head.add(m.getColumnLabel(i) + ":" + m.getColumnTypeName(i));
            System.out.println(head);
            while (r.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int i = 1; i <= m.getColumnCount(); i++) row.add(String.valueOf(r.getObject(i)));
                System.out.println(row);
            }
        }
    }
    static void transactions(Connection c, boolean second) throws SQLException {
        c.setAutoCommit(false);
        try (Statement s = c.createStatement()) {
            s.executeUpdate("update emp set pay = pay + 1 where dept = 1");
            Savepoint p = c.setSavepoint();
            s.executeUpdate("delete from emp");
            c.rollback(p);
            show(c, "select count(*), max(pay), sum(length(note)) from emp");
            if (second) c.rollback(); else c.commit();
            show(c, "select max(pay) from emp where dept = 1");
        }
        c.setAutoCommit(true);
    }
    static void errors(Connection c) {
        for (String q : new String[] {"select * from nosuch", "insert into dept values (1,'x')", "insert into emp(dept) values (99)", "selec 1"})
            try (Statement s = c.createStatement()) { s.execute(q); } catch (SQLException e) { System.out.println(e.getSQLState() + " " + e.getErrorCode()); }
    }
}
