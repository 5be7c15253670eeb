import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Writes a heap dump of itself to the file named by the argument, or ("wait") lets others do it; tests/heapdump_test.py reads it. */
public class HeapDump {
    static class Node {
        Node next;
        int number;
        long big = 0x123456789abcdefL;
        boolean flag = true;
        byte small = -3;
        char letter = 'q';
        short brief = -300;
        float single = 1.5f;
        double twice = -2.25;
        String text;
    }

    static final Node[] nodes = new Node[100];
    static int counter = 77;
    static final int[] numbers = {1, -2, 3};
    static final byte[] large = new byte[3_000_000];

    public static void main(String[] args) throws Exception {
        if (args[0].equals("wait")) {
            System.out.println("waiting");
            Thread.sleep(Integer.MAX_VALUE);
        }
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new Node();
            nodes[i].number = i;
            nodes[i].text = "node " + i;
            if (i > 0) nodes[i].next = nodes[i - 1];
        }
        large[2_999_999] = 9;
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        bean.dumpHeap(args[0], true);
        try {
            bean.dumpHeap(args[0], true);
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        System.out.println("dumped");
    }
}
