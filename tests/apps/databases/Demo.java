import java.sql.*;

/** Derby and HSQLDB with file databases: batches, index, rollback, grouping, errors; opened again. */
public class Demo {
    static void fill(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute("create table t (id int primary key, name varchar(20), v double)");
            c.setAutoCommit(false);
            try (PreparedStatement p = c.prepareStatement("insert into t values (?, ?, ?)")) {
                for (int i = 0; i < 2000; i++) {
                    p.setInt(1, i);
                    p.setString(2, "n" + i % 17);
                    p.setDouble(3, i / 3.0);
                    p.addBatch();
                }
                p.executeBatch();
            }
            c.commit();
            s.execute("create index x on t(name)");
            s.executeUpdate("delete from t where id > 1900");
            c.rollback();
            c.setAutoCommit(true);
        }
    }
    static void read(Connection c) throws SQLException {
        try (Statement s = c.createStatement();
             ResultSet r = s.executeQuery("select name, count(*), sum(v) from t where id > 10 group by name order by name")) {
            while (r.next()) System.out.println(r.getString(1) + " " + r.getInt(2) + " " + String.format("%.3f", r.getDouble(3)));
        }
        try (Statement s = c.createStatement()) {
            s.execute("insert into t values (1, 'again', 0)");
        } catch (SQLException e) { System.out.println(e.getSQLState()); }
    }
    public static void main(String[] args) throws Exception {
        String[] urls = {"jdbc:derby:home/derby;create=true", "jdbc:hsqldb:file:home/hsqldb;shutdown=true"};
        for (String url : urls) try (Connection c = DriverManager.getConnection(url)) { fill(c); read(c); }
        for (String url : urls) try (Connection c = DriverManager.getConnection(url)) { read(c); }
        try { DriverManager.getConnection("jdbc:derby:;shutdown=true"); } catch (SQLException e) { System.out.println(e.getMessage()); }
    }
}
