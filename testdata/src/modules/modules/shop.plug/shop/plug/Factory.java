package shop.plug;

public class Factory { private Factory() { } public static shop.api.pub.Plug provider() { return () -> "made"; } }
