/** Two providers, one through a factory method; a third whose constructor throws. */
module shop.plug {
    requires shop.api;
    provides shop.api.pub.Plug with shop.plug.A, shop.plug.Factory, shop.plug.Bad;
}
