package shop;

/** Its class file is defined anew with other names in the place of shop/api/pub/Thing. */
public class Patched { public static Object go() { return new shop.api.pub.Thing(); } }
