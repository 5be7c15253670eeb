open module shop {
    requires shop.api;
    uses shop.api.pub.Plug;
}
