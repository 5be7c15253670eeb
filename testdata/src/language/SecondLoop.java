// SPDX-License-Identifier: MIT
/** The first loop gets a method compiled, before any instruction of the second one has been executed. */
public class SecondLoop {
    private int factor = 2;

    int times(int x) {
        return factor * x;
    }

    public static void main(String[] arguments) {
        SecondLoop object = new SecondLoop();
        int sum = 0;
        for (int i = 0; i < 300_000; i++) sum += i ^ sum;
        System.out.println(sum);
        for (int i = 0; i < 200_000; i++) sum += object.times(i);
        System.out.println(sum);
    }
}
