package shop.api.prv;

public class Own implements shop.api.pub.Plug { public String name() { return "own"; } }
