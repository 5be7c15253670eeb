import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A server: about 100 MB of objects that live for long, requests that make garbage and change a little of it. Argument: requests. */
public class GcService {
    static final class Account {
        final String name;
        final Map<String, Integer> positions = new HashMap<>();
        final List<String> history = new ArrayList<>();
        Account(String name) { this.name = name; }
    }

    static String handle(Account a, Random random) {
        StringBuilder answer = new StringBuilder();
        String[] words = ("order " + a.name + " " + random.nextInt(1000) + " at " + random.nextInt(100_000)).split(" ");
        Map<String, List<Integer>> parsed = new HashMap<>();
        for (String word : words) parsed.computeIfAbsent(word, w -> new ArrayList<>()).add(word.length());
        for (Map.Entry<String, List<Integer>> e : parsed.entrySet()) answer.append(e.getKey()).append('=').append(e.getValue()).append(';');
        a.positions.merge("p" + random.nextInt(20), 1, Integer::sum);
        if (random.nextInt(8) == 0) {
            a.history.add(answer.toString());
            if (a.history.size() > 10) a.history.remove(0);
        }
        return answer.toString();
    }

    public static void main(String[] args) {
        int requests = args.length > 0 ? Integer.parseInt(args[0]) : 150_000;
        Random random = new Random(42);
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            Account a = new Account("account " + i);
            for (int k = 0; k < 10; k++) a.positions.put("p" + (i + k) % 20, i);
            for (int k = 0; k < 3; k++) a.history.add("opened " + i + "/" + k);
            accounts.add(a);
        }
        long sum = 0;
        for (int i = 0; i < requests; i++) sum += handle(accounts.get(random.nextInt(accounts.size())), random).length();
        System.out.println(sum);
    }
}
