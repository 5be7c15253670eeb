package shop.plug;

public class Bad implements shop.api.pub.Plug { public Bad() { throw new IllegalStateException("bad plug"); } public String name() { return ""; } }
