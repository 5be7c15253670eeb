/** Found through META-INF/services. */
public class Service implements Runnable {
    public void run() { System.out.println("service provider runs"); }
}
