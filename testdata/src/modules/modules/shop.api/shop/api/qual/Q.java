package shop.api.qual;

public class Q { public static String q() { return "qualified"; } public static void fail() { new shop.api.prv.Thing().fail(); } }
