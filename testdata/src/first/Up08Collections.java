import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bring-up: ArrayList and HashMap, no concatenation, no lambda. */
public class Up08Collections {
    public static void main(String[] args) {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < 300; i++) list.add(i * i);
        int sum = 0;
        for (int v : list) sum += v;
        System.out.println(sum);
        Map<String, Integer> map = new HashMap<>();
        String[] words = {"to", "be", "or", "not", "to", "be"};
        for (String w : words) {
            Integer n = map.get(w);
            map.put(w, n == null ? 1 : n + 1);
        }
        System.out.println(map.get("to"));
        System.out.println(map.size());
        System.out.println(map.containsKey("question"));
    }
}
