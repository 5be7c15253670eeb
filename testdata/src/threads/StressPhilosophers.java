import java.util.concurrent.locks.ReentrantLock;

/** Dining philosophers who take the lower fork first: with monitors, and with ReentrantLocks. */
public class StressPhilosophers {
    static final int SEATS = 5, MEALS = 1000;

    interface Dinner {
        void eat(int low, int high, Runnable meal);
    }

    static void dine(String name, Dinner dinner) throws InterruptedException {
        int[] used = new int[SEATS], eaten = new int[SEATS];
        Thread[] philosophers = new Thread[SEATS];
        for (int i = 0; i < SEATS; i++) {
            int seat = i, low = Math.min(i, (i + 1) % SEATS), high = Math.max(i, (i + 1) % SEATS);
            philosophers[i] = new Thread(() -> {
                for (int m = 0; m < MEALS; m++) {
                    dinner.eat(low, high, () -> {
                        used[low]++;
                        used[high]++;
                        eaten[seat]++;
                    });
                }
            });
        }
        for (Thread t : philosophers) t.start();
        for (Thread t : philosophers) t.join();
        int meals = 0, forks = 0;
        for (int i = 0; i < SEATS; i++) {
            meals += eaten[i];
            forks += used[i];
        }
        System.out.println(name + ": " + meals + " meals, forks used " + forks + " times");
    }

    public static void main(String[] args) throws InterruptedException {
        Object[] forks = new Object[SEATS];
        ReentrantLock[] locks = new ReentrantLock[SEATS];
        for (int i = 0; i < SEATS; i++) {
            forks[i] = new Object();
            locks[i] = new ReentrantLock(i % 2 == 0);
        }
        dine("monitors", (low, high, meal) -> {
            synchronized (forks[low]) {
                synchronized (forks[high]) {
                    meal.run();
                }
            }
        });
        dine("locks", (low, high, meal) -> {
            locks[low].lock();
            try {
                locks[high].lock();
                try {
                    meal.run();
                } finally {
                    locks[high].unlock();
                }
            } finally {
                locks[low].unlock();
            }
        });
    }
}
