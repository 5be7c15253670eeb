package shop.api.pub;

public interface Plug { String name(); }
