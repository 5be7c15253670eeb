import java.util.*;

/** All system properties, sorted; tests/system_properties.py compares them with those that java has. */
public class AllProperties {
    public static void main(String[] args) {
        new TreeMap<>(System.getProperties()).forEach((k, v) -> System.out.println(k + "=" + v.toString().replace("\n", "\\n")));
    }
}
