package greet;

import greet.spi.Greeter;
import java.util.ServiceLoader;

public class Greetings {
    public static String all(String who) {
        StringBuilder b = new StringBuilder();
        for (Greeter g : ServiceLoader.load(Greeter.class)) b.append(g.greet(who)).append(';');
        return b.toString();
    }
}
