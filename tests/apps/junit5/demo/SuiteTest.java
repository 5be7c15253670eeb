package demo;
import static org.junit.jupiter.api.Assertions.*;
import java.util.*;
import java.util.stream.*;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.*;
import org.junit.jupiter.params.*;
import org.junit.jupiter.params.provider.*;

/** What Jupiter offers: nesting, dynamic, repeated and parameterized tests, extensions, assumptions; one failure. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class SuiteTest {
    static class Say implements BeforeEachCallback, ParameterResolver {
        public void beforeEach(ExtensionContext c) { System.out.println("before " + c.getDisplayName()); }
        public boolean supportsParameter(ParameterContext p, ExtensionContext c) { return p.getParameter().getType() == Date.class; }
        public Object resolveParameter(ParameterContext p, ExtensionContext c) { return new Date(0); }
    }
    @Test void a_plain() { assertAll(() -> assertEquals(4, 2 + 2), () -> assertTrue(true)); }
    @ParameterizedTest @ValueSource(ints = {1, 3, 5}) void b_odd(int n) { assertEquals(1, n % 2); }
    @ParameterizedTest(name = "{0} of {1}") @CsvSource({"a,1", "bb,2"}) void c_csv(String s, int n) { assertEquals(n, s.length()); }
    @RepeatedTest(2) void d_again(RepetitionInfo i) { assertTrue(i.getCurrentRepetition() <= 2); }
    @TestFactory Stream<DynamicTest> e_dynamic() {
        return IntStream.range(0, 3).mapToObj(i -> DynamicTest.dynamicTest("dyn" + i, () -> assertTrue(i < 3)));
    }
    @Test @Disabled("not today") void f_off() { fail(); }
    @Test void g_throws() { assertEquals("x", assertThrows(IllegalStateException.class, () -> { throw new IllegalStateException("x"); }).getMessage()); }
    @Test @ExtendWith(Say.class) void h_extended(Date d) { assertEquals(0, d.getTime()); }
    @Test void i_fails() { assertEquals(List.of(1, 2), List.of(1, 3), "lists"); }
    @Test void j_assumes() { Assumptions.assumeTrue(false, "no"); }
    @Nested class Inner { @Test @DisplayName("a nice name") void n() { assertNotNull(SuiteTest.this); } }
    @Tag("slow") @Test void k_tagged() { fail("excluded"); }
}
