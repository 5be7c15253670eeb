/** Bring-up: returns. */
public class Up01Empty {
    public static void main(String[] args) { }
}
