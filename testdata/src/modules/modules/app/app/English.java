package app;

public class English implements greet.spi.Greeter {
    public String greet(String who) { return "Hello " + who; }
}
