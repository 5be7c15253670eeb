module app {
    requires greet;
    requires java.logging;
    provides greet.spi.Greeter with app.English, app.German;
}
