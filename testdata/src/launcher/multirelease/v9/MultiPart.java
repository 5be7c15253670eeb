class MultiPart {
    static String version() { return "for 9 and later"; }
}
