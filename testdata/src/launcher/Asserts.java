/** assert statements and Class.desiredAssertionStatus under the assertion options of the command line. */
public class Asserts {
    static class Inner { static boolean on() { boolean b = false; assert b = true; return b; } }
    public static void main(String[] args) {
        System.out.println(Asserts.class.desiredAssertionStatus() + " " + Inner.on() + " " + String.class.desiredAssertionStatus());
        try {
            assert args.length > 5 : "only " + args.length;
            System.out.println("off");
        } catch (AssertionError e) {
            System.out.println(e);
        }
        assert args.length == 0;
    }
}
