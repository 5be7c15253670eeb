import java.util.NoSuchElementException;
import java.util.Scanner;

/** Scanner on standard input. */
public class ScannerInput {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int n = in.nextInt();
        long sum = 0;
        for (int i = 0; i < n; i++) sum += in.nextLong();
        System.out.println(n + " numbers, sum " + sum);
        in.nextLine();
        System.out.println("[" + in.nextLine() + "]");
        System.out.println(in.next() + "|" + in.nextDouble() + "|" + in.nextBoolean() + "|" + in.hasNextInt());
        try {
            in.nextInt();
        } catch (NoSuchElementException e) {
            System.out.println(e);
        }
        while (in.hasNextLine()) System.out.println("line: " + in.nextLine());
        try {
            in.next();
        } catch (NoSuchElementException e) {
            System.out.println(e);
        }
    }
}
