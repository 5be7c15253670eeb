/** A list of ten million nodes and full collections with it: marking must not recurse. Argument: number of nodes. */
public class GcDeep {
    static final class Node {
        Node next;
        int number;
    }

    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
        Node first = null;
        for (int i = 0; i < count; i++) {
            Node n = new Node();
            n.next = first;
            n.number = i;
            first = n;
        }
        for (int i = 0; i < 3; i++) System.gc();
        long sum = 0;
        for (Node n = first; n != null; n = n.next) sum += n.number;
        System.out.println(sum);
    }
}
