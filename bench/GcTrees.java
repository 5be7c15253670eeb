/** Binary trees: one that lives, and many short-lived ones of every depth. Argument: depth. */
public class GcTrees {
    static final class Node {
        Node left, right;
        Node(Node left, Node right) {
            this.left = left;
            this.right = right;
        }
        static Node make(int depth) { return depth == 0 ? new Node(null, null) : new Node(make(depth - 1), make(depth - 1)); }
        int count() { return left == null ? 1 : 1 + left.count() + right.count(); }
    }

    public static void main(String[] args) {
        int depth = args.length > 0 ? Integer.parseInt(args[0]) : 18;
        Node kept = Node.make(depth);
        long total = 0;
        for (int d = 4; d <= depth; d += 4) {
            int rounds = 1 << (depth - d + 4);
            for (int i = 0; i < rounds; i++) total += Node.make(d).count();
        }
        System.out.println(total + " " + kept.count());
    }
}
