/** Exports, qualified exports, opens; a service; a requirement passed on; an annotation. */
@Deprecated
module shop.api {
    requires transitive java.logging;
    requires static java.sql;
    exports shop.api.pub;
    exports shop.api.qual to shop, shop.nowhere;
    opens shop.api.opn;
    uses shop.api.pub.Plug;
    provides shop.api.pub.Plug with shop.api.prv.Own;
}
