/** Kernels of reference stores: putfield, aastore, putstatic, list reversal, sorting. Argument: rounds. */
public class GcStores {
    static final class Node { Node next, other; int key; Node(int k) { key = k; } }
    static Node last;
    static Node reverse(Node n) {
        Node r = null;
        while (n != null) { Node next = n.next; n.next = r; r = n; n = next; }
        return r;
    }
    static void fields(Node a, Node b, int n) { for (int i = 0; i < n; i++) { a.next = b; a.other = a; b.next = a; b.other = b; } }
    static void array(Node[] x, Node a, Node b) { for (int i = 0; i < x.length; i++) x[i] = (i & 1) == 0 ? a : b; }
    static void statics(Node a, int n) { for (int i = 0; i < n; i++) last = a; }
    static void sort(Node[] x) {
        for (int gap = x.length / 2; gap > 0; gap /= 2)
            for (int i = gap; i < x.length; i++) {
                Node v = x[i]; int j = i;
                while (j >= gap && x[j - gap].key > v.key) { x[j] = x[j - gap]; j -= gap; }
                x[j] = v;
            }
    }
    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 300;
        Node[] x = new Node[20_000]; long seed = 42;
        for (int i = 0; i < x.length; i++) { seed = seed * 6364136223846793005L + 1442695040888963407L; x[i] = new Node((int) (seed >>> 33)); }
        Node first = null; for (Node n : x) { n.next = first; first = n; }
        Node[] y = new Node[20_000];
        for (int r = 0; r < rounds; r++) {
            first = reverse(first);
            fields(new Node(1), new Node(2), 20_000);
            array(y, x[0], x[1]);
            statics(x[r % x.length], 20_000);
            if (r % 10 == 0) { System.arraycopy(x, 0, y, 0, x.length); sort(y); }
        }
        System.out.println(first.key + " " + y.length);
    }
}
