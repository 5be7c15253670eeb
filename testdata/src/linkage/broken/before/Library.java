/** The library as the caller was compiled against it. */
public class Library {
    public static int gone() { return 1; }
    public int goneInstance(String s) { return 1; }
    public static int goneField = 1;
    public int instanceField = 2;
    public static int staticField = 3;
    public static int becomesInstance() { return 4; }
    public int becomesStatic() { return 5; }
    public static int becomesPrivate() { return 6; }
    public static int privateField = 7;
    public String changedType = "x";
    public int changedReturn() { return 1; }
    public Library() { }
    public Library(int x) { }
    public final int writable() { return 0; }
    public int becomesFinal = 1;
}
class BecomesInterface { int m() { return 1; } static int s() { return 2; } }
interface BecomesClass { int m(); }
class BecomesClassImpl implements BecomesClass { public int m() { return 3; } }
class BecomesAbstract { BecomesAbstract() { } int m() { return 1; } }
abstract class HasAbstract { abstract int existing(); int later() { return 1; } }
interface Grows { int one(); default int two() { return 2; } }
interface Left { default int both() { return 1; } }
interface Right { }
class Vanishes { static int x = 1; int m() { return 2; } }
class BecomesFinal { }
class OverridesFinal { int m() { return 1; } }
class Super { int inherited() { return 1; } protected static int inheritedField = 1; }
class Circular { }
class WasClassForThrow extends RuntimeException { }
