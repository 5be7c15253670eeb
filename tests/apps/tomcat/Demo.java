import jakarta.servlet.http.*;
import java.io.*;
import java.net.*;
import java.util.*;
import org.apache.catalina.startup.Tomcat;

/** An embedded servlet container on loopback: requests, parameters, sessions by cookie, stop. */
public class Demo {
    static class Hello extends HttpServlet {
        @Override protected void doGet(HttpServletRequest q, HttpServletResponse r) throws IOException {
            HttpSession session = q.getSession();
            Integer n = (Integer) session.getAttribute("n");
            session.setAttribute("n", n == null ? 1 : n + 1);
            r.setContentType("text/plain");
            r.getWriter().print("hello " + q.getRequestURI() + " " + Collections.list(q.getParameterNames()) + " " + n);
        }
    }
    public static void main(String[] args) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(new File("home").getAbsolutePath());
        tomcat.setPort(0);
        var context = tomcat.addContext("", new File("home").getAbsolutePath());
        Tomcat.addServlet(context, "hello", new Hello());
        context.addServletMappingDecoded("/*", "hello");
        tomcat.getConnector();
        tomcat.start();
        CookieHandler.setDefault(new CookieManager());
        for (int i = 0; i < 50; i++) {
            URL url = new URL("http://localhost:" + tomcat.getConnector().getLocalPort() + "/a/" + i + "?q=" + i + "&z=1");
            try (InputStream in = url.openStream()) { System.out.println(new String(in.readAllBytes())); }
        }
        tomcat.stop();
        tomcat.destroy();
        System.out.println("stopped");
    }
}
