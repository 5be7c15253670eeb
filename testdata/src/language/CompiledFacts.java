// SPDX-License-Identifier: MIT
import java.util.ArrayList;
import java.util.List;

/**
 * What compiled code knows of values on some paths, and must not on others: constants, checked arrays and indices, classes of new
 * objects, objects that no collection has seen yet. Paths meet with different knowledge, handlers and inner loops change it.
 */
public class CompiledFacts {
    static class Cell {
        Object first, second;
        Cell next;
        int number;

        Cell() {}

        Cell(Object first, Cell next) {
            this.first = first;
            this.second = null;
            this.next = next;
            this.number = 7;
        }

        int id() {
            return number;
        }
    }

    static final class Odd extends Cell {
        Odd(int number) {
            super("odd", null);
            this.number = number;
        }

        int id() {
            return -number;
        }
    }

    static Object[] garbage = new Object[64];
    static int made;

    /** Sometimes so many objects that a collection may come. */
    static Object make(int n) {
        Object last = null;
        for (int i = 0; i < n; i++) garbage[made++ & 63] = last = new Object[] {last == null ? "end" : i};
        return n;
    }

    static int chain(int n) {
        Cell head = null;
        for (int i = 0; i < n; i++) {
            Cell cell = new Cell();
            cell.number = i;
            if ((i & 7) == 0) cell.first = make(i & 63); // a collection makes the cell old
            cell.second = new int[] {i, i + 1};
            cell.next = head;
            if ((i & 15) == 3) make(5);
            cell.first = new Cell((i & 1) == 0 ? null : "text" + i, cell);
            head = cell;
        }
        int sum = 0;
        for (Cell c = head; c != null; c = c.next) {
            sum = sum * 31 + c.id() + ((int[]) c.second)[1];
            Cell inner = (Cell) c.first;
            sum += inner.next == c && inner.second == null ? inner.id() : 1000;
            if (inner.first instanceof String s) sum += s.length();
        }
        return sum;
    }

    static int receivers(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            Cell c = (i & 3) == 0 ? new Odd(i) : new Cell(null, null);
            sum += c.id();
            Cell exact = new Odd(i + 1);
            sum ^= exact.id();
            exact = c;
            sum += exact.id();
        }
        return sum;
    }

    static int constants(int n, int k) {
        int a = 5, b = 5, shift = 3;
        long wide = -1;
        if (n > 10) a = 6;
        int sum = a * n + (a == b ? 1 : 2);
        for (int i = 0; i < n; i++) {
            sum += n << shift;
            sum ^= n >>> (shift + 29);
            wide += wide >> shift;
            if (sum > 1000) shift = k;
            if (b == 5 && i == 3) b = -2;
            sum += b;
        }
        int zero = 0, min = Integer.MIN_VALUE;
        try {
            sum += n / zero;
        } catch (ArithmeticException e) {
            sum += 11;
        }
        if (n == min) sum++;
        if (n > -1 && n >= min) sum += 3;
        return sum + shift + b + (int) wide;
    }

    static int handlers(int[] a, int[] b, int n) {
        int sum = 0, i = 0;
        while (i < n) {
            try {
                sum += a[i];
                a[i] = sum;
                i++;
            } catch (ArrayIndexOutOfBoundsException e) {
                if (a == b) return sum - 1;
                a = b;
            } catch (NullPointerException e) {
                a = new int[] {1, 2, 3};
                i = i == 0 ? 0 : -1;
            }
        }
        return sum;
    }

    static int restart(int[] a, int from) {
        int sum = 0, rounds = 0;
        again:
        for (int i = 0; i < a.length; i++) {
            try {
                sum += a[i];
                if (a[i] == 3) throw new IllegalStateException();
                if (a[i] == 4 && rounds == 0) continue again;
                sum ^= i;
            } catch (IllegalStateException e) {
                if (rounds++ < 2) i = from;
            } catch (ArrayIndexOutOfBoundsException e) {
                return sum + 100000;
            }
        }
        return sum + rounds;
    }

    static int nested(int[][] rows) {
        int sum = 0;
        for (int i = 0; i < rows.length; i++) {
            int[] row = rows[i];
            for (int j = 0; j < row.length; j++) {
                sum += row[j] * rows[i][j];
                if (row[j] == 9) rows[i] = new int[0];
                if (rows[i].length == 0) row = rows[rows.length - 1];
            }
        }
        return sum;
    }

    static String nestedFailure(int[][] rows) {
        try {
            return "" + nested(rows);
        } catch (ArrayIndexOutOfBoundsException | NullPointerException e) {
            return e.getClass().getSimpleName();
        }
    }

    static int twice(Cell c, int[] a, int i) {
        int sum = 0;
        if (c != null) sum = c.number;
        if (sum == 3) c = c.next;
        try {
            sum += c.number + a[i];
            sum += a[i] + c.number;
            i = a[i];
            sum += a[i];
        } catch (NullPointerException e) {
            sum += 50;
        } catch (ArrayIndexOutOfBoundsException e) {
            sum += 70 + i;
        }
        return sum;
    }

    static int casts(Object o, boolean way) {
        int sum = 0;
        try {
            if (way) sum += ((Cell) o).number;
            else if (o instanceof Odd) sum += 2;
            if (o instanceof Cell c && c.number > 3) sum += ((Cell) o).number;
            Object other = o;
            if (sum == 0) other = "x";
            sum += ((Cell) other).number;
            sum += ((Odd) other).number;
        } catch (ClassCastException e) {
            sum += 400;
        } catch (NullPointerException e) {
            sum += 800;
        }
        return sum;
    }

    static int growing(List<int[]> list, int n) {
        int sum = 0;
        int[] a = {1};
        for (int i = 0; i < a.length; i++) {
            sum += a[i];
            if (a.length < n) {
                int[] more = new int[a.length + 1];
                for (int k = 0; k < a.length; k++) more[k] = a[k] + 1;
                list.add(a);
                a = more;
            }
        }
        for (int[] each : list) for (int k = each.length - 1; k >= 0; k--) sum = sum * 3 + each[k];
        return sum;
    }

    public static void main(String[] args) {
        long hash = 0;
        for (int round = 0; round < 600; round++) {
            StringBuilder out = new StringBuilder();
            out.append(chain(round % 70)).append(' ').append(receivers(20 + (round & 7))).append(' ');
            out.append(constants(round % 15, round & 31)).append(' ');
            int[] a = {1, 2, 3, 4, 5}, b = {9, 8, 7, 6, 5, 4, 3};
            out.append(handlers(a, b, 7)).append(' ').append(handlers(null, b, 3)).append(' ').append(handlers(a, a, 6)).append(' ');
            int[] c = {4, 1, 3, 4, 5};
            out.append(restart(c, 0)).append(' ').append(restart(c, -2)).append(' ').append(restart(c, 3)).append(' ');
            out.append(nestedFailure(new int[][] {{1, 2}, {3, 9, 4}, {5, 6, 7, 8}})).append(' ');
            out.append(nestedFailure(new int[][] {{1}, null})).append(' ').append(nestedFailure(new int[][] {{9, 9, 9, 9}, {9}})).append(' ');
            Cell three = new Cell();
            three.number = 3;
            Cell linked = new Cell(null, new Odd(5));
            linked.number = 3;
            int[] index = {0, 4, 1, -1};
            for (int i = -1; i < 5; i++) out.append(twice(i == 1 ? three : linked, index, i)).append(',').append(twice(null, index, i)).append(' ');
            for (Object o : new Object[] {null, three, linked, new Odd(2), new Odd(9), "s"})
                out.append(casts(o, true)).append(',').append(casts(o, false)).append(' ');
            out.append(growing(new ArrayList<>(), 2 + round % 9));
            if (round % 200 == 0) System.out.println(out);
            hash = hash * 31 + out.toString().hashCode();
        }
        System.out.println(hash);
    }
}
