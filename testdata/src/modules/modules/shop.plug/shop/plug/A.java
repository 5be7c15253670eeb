package shop.plug;

public class A implements shop.api.pub.Plug { public String name() { return "A"; } }
