package greet.internal;

public class Hidden {
    private String value = "hidden";
    public String toString() { return value; }
}
