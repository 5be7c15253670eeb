package shop.api.opn;

public class Box { private int secret = 42; private Box() { } private String hush() { return "hush"; } }
