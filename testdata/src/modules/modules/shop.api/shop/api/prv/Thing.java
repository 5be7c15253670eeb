package shop.api.prv;

public class Thing { public Thing() { } public String toString() { return "private thing"; } public static int x = 5; public void fail() { throw new IllegalStateException("deep in the module"); } }
