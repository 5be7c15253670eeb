public class MultiMain {
    public static void main(String[] args) {
        System.out.println(MultiPart.version());
    }
}
