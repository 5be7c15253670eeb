// Exceptions thrown by the condition of a loop at its second evaluation: handler and line are those of the condition.
public class LoopConditions {
    static class Node {
        Node next;
        int value;
    }

    static int array(int[] a, int i) {
        int n = 0;
        try {
            while (a[++i] != 99) {
                n++;
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage() + ", line " + e.getStackTrace()[0].getLineNumber());
            return -n;
        }
        return n;
    }

    static int field(Node node, int value) {
        int n = 0;
        try {
            while (node.value != value) {
                node = node.next;
                n++;
            }
        } catch (NullPointerException e) {
            System.out.println(e.getMessage() + ", line " + e.getStackTrace()[0].getLineNumber());
            return -n;
        }
        return n;
    }

    static int divide(int a, int b) {
        int n = 0;
        for (; a / b < 100; b--) {
            n++;
        }
        return n;
    }

    public static void main(String[] args) {
        System.out.println(array(new int[5], -1));
        System.out.println(array(new int[] {1, 2, 99}, -1));
        Node a = new Node(), b = new Node();
        a.next = b;
        b.value = 7;
        System.out.println(field(a, 7));
        System.out.println(field(a, 8));
        System.out.println(divide(1000, 20));
        try {
            divide(10, 3);
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage() + ", line " + e.getStackTrace()[0].getLineNumber());
        }
    }
}
