import static org.mockito.Mockito.*;

import com.fasterxml.jackson.databind.*;
import com.google.gson.*;
import com.google.inject.*;
import com.google.inject.name.*;
import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.io.xml.DomDriver;
import java.util.*;
import javassist.*;
import javax.inject.Inject;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;

/** Libraries that live off reflection and generated classes: JSON, injection, mocks, XML, class makers, templates, expressions. */
public class Demo {
    public static class Bean {
        public int a = 1;
        public String b = "x";
        public List<Integer> c = List.of(1, 2);
        public Map<String, Double> d = new TreeMap<>(Map.of("k", 1.5));
    }
    public interface Service { String go(int n); }
    public static class Real implements Service {
        @Inject Real() { }
        public String go(int n) { return "real" + n; }
    }
    public static class User {
        final Service service;
        @Inject User(Service service, @Named("n") int n) { this.service = service; System.out.println("n=" + n); }
    }
    static void json() throws Exception {
        ObjectMapper m = new ObjectMapper();
        System.out.println(m.writeValueAsString(new Bean()));
        Bean bean = m.readValue("{\"a\":5,\"b\":null,\"c\":[7],\"d\":{\"q\":2}}", Bean.class);
        System.out.println(bean.a + bean.b + bean.c + bean.d + m.readTree("{\"z\":[1,{\"y\":true}]}").at("/z/1/y"));
        try { m.readValue("{\"nope\":1}", Bean.class); } catch (Exception e) { System.out.println(e.getMessage().split("\n")[0]); }
        Gson g = new GsonBuilder().setPrettyPrinting().create();
        System.out.println(g.toJson(new Bean()) + g.fromJson("{\"a\":9}", Bean.class).a);
    }
    static void injection() {
        Injector i = Guice.createInjector(new AbstractModule() {
            @Override protected void configure() {
                bind(Service.class).to(Real.class);
                bind(Integer.class).annotatedWith(Names.named("n")).toInstance(42);
            }
        });
        System.out.println(i.getInstance(User.class).service.go(3));
        try { i.getInstance(Runnable.class); } catch (ConfigurationException e) { System.out.println(e.getMessage().split("\n")[0]); }
    }
    @SuppressWarnings("unchecked") static void mocks() {
        List<String> list = mock(List.class);
        when(list.get(0)).thenReturn("first");
        when(list.get(anyInt())).thenAnswer(v -> "at" + v.getArgument(0));
        System.out.println(list.get(3) + list.size());
        verify(list).get(3);
        try { verify(list).clear(); } catch (Error e) { System.out.println(e.getMessage().split("\n")[1]); }
        Service spy = spy(new Real());
        doReturn("spied").when(spy).go(1);
        System.out.println(spy.go(1) + spy.go(2));
    }
    static void classMakers() throws Exception {
        CtClass k = ClassPool.getDefault().makeClass("Made");
        k.addMethod(CtNewMethod.make("public static int f(int n) { int s = 0; for (int i = 0; i < n; i++) s += i; return s; }", k));
        System.out.println(k.toClass(Demo.class).getMethod("f", int.class).invoke(null, 100));
        Class<?> made = new ByteBuddy().subclass(Object.class).method(ElementMatchers.named("toString"))
            .intercept(FixedValue.value("made")).make().load(Demo.class.getClassLoader()).getLoaded();
        System.out.println(made.getDeclaredConstructor().newInstance());
    }
    static void texts() throws Exception {
        XStream x = new XStream(new DomDriver());
        x.allowTypesByWildcard(new String[] {"**"});
        System.out.println(x.toXML(new int[] {1, 2}) + ((int[]) x.fromXML("<int-array><int>4</int></int-array>"))[0]);
        var settings = new freemarker.template.Configuration(freemarker.template.Configuration.VERSION_2_3_28);
        var out = new java.io.StringWriter();
        new freemarker.template.Template("t", "<#list xs as x>${x?index}:${x} </#list>", settings)
            .process(Map.of("xs", List.of("a", "b")), out);
        System.out.println(out);
        var parser = new org.springframework.expression.spel.standard.SpelExpressionParser();
        System.out.println(parser.parseExpression("'abc'.toUpperCase() + (1 + 2)").getValue());
    }
    public static void main(String[] args) throws Exception {
        json();
        injection();
        mocks();
        classMakers();
        texts();
    }
}
