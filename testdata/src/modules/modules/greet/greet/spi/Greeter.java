package greet.spi;

public interface Greeter {
    String greet(String who);
}
