/** The library as the caller finds it. */
public class Library {
    public int instanceField = 2;
    public int staticField = 3;
    public int becomesInstance() { return 4; }
    public static int becomesStatic() { return 5; }
    private static int becomesPrivate() { return 6; }
    private static int privateField = 7;
    public Object changedType = "x";
    public long changedReturn() { return 1; }
    public Library() { }
    private Library(int x) { }
    public final int writable() { return 0; }
    public final int becomesFinal = 1;
}
interface BecomesInterface { int m(); static int s() { return 2; } }
class BecomesClass { int m() { return 1; } }
abstract class BecomesAbstract { BecomesAbstract() { } int m() { return 1; } }
abstract class HasAbstract { abstract int existing(); abstract int later(); }
interface Grows { int one(); int two(); }
interface Left { default int both() { return 1; } }
interface Right { default int both() { return 2; } }
final class BecomesFinal { }
class OverridesFinal { final int m() { return 1; } }
class Super { }
class WasClassForThrow { }
