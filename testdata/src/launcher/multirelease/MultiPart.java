class MultiPart {
    static String version() { return "base"; }
}
