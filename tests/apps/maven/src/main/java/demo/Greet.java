package demo;

public class Greet {
    record Name(String text) { }
    public static void main(String[] args) {
        System.out.println("built by maven: " + new Name("x"));
    }
}
