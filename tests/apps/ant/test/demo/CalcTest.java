package demo;
import static org.junit.Assert.*;
import org.junit.*;

public class CalcTest {
    @BeforeClass public static void start() { System.out.println("before all"); }
    @Test public void adds() { assertEquals(5, Calc.eval("2", "+", "3")); }
    @Test(expected = IllegalArgumentException.class) public void refuses() { Calc.eval("2", "/", "3"); }
    @Test public void fails() { assertEquals(20, Calc.eval("2", "+", "3")); }
    @Ignore @Test public void later() { }
}
