/** No main method. */
public class NoMain {
    void main(String[] args) { }
}
