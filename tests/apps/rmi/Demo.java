import java.lang.management.*;
import java.rmi.*;
import java.rmi.registry.*;
import java.rmi.server.UnicastRemoteObject;
import javax.management.*;
import javax.management.remote.*;

/** Remote calls over loopback: a registry, a stub, an exception that travels, JMX with its own connector server. */
public class Demo {
    public interface Greeter extends Remote {
        String hi(String name) throws RemoteException;
        void boom() throws RemoteException;
    }
    static class Real implements Greeter {
        public String hi(String name) { return "hi " + name; }
        public void boom() { throw new IllegalStateException("boom"); }
    }
    static void jmx() throws Exception {
        JMXConnectorServer server = JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("service:jmx:rmi://"), null, ManagementFactory.getPlatformMBeanServer());
        server.start();
        try (JMXConnector connector = JMXConnectorFactory.connect(server.getAddress())) {
            MBeanServerConnection c = connector.getMBeanServerConnection();
            System.out.println(c.getAttribute(new ObjectName("java.lang:type=Runtime"), "SpecVersion"));
            System.out.println(c.queryNames(new ObjectName("java.lang:type=Th*"), null));
            ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(c, "java.lang:type=Threading", ThreadMXBean.class);
            System.out.println(threads.getThreadInfo(Thread.currentThread().getId()).getThreadName());
        }
        server.stop();
    }
    public static void main(String[] args) throws Exception {
        Registry registry = LocateRegistry.createRegistry(0);
        Real real = new Real();
        registry.rebind("greeter", UnicastRemoteObject.exportObject(real, 0));
        Greeter greeter = (Greeter) registry.lookup("greeter");
        System.out.println(greeter.hi("there"));
        try { greeter.boom(); } catch (IllegalStateException e) { System.out.println(e.getMessage() + " " + e.getStackTrace().length); }
        jmx();
        UnicastRemoteObject.unexportObject(real, true);
        UnicastRemoteObject.unexportObject(registry, true);
    }
}
