/** main is not static. */
public class MainNotStatic {
    public void main(String[] args) { }
}
