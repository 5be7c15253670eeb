package app;

import greet.spi.Greeter;

public class German {
    public static Greeter provider() { return who -> "Hallo " + who; }
}
