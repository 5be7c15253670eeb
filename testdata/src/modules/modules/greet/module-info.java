module greet {
    exports greet.spi;
    exports greet;
    opens greet.internal to app;
    uses greet.spi.Greeter;
}
