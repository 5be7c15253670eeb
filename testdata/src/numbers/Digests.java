import java.security.*;
import java.util.*;

/** Message digests of many lengths, in one piece and in parts, with clones in between. */
public class Digests {
    public static void main(String[] args) throws Exception {
        Random r = new Random(77);
        for (String name : new String[] {"MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/256", "SHA3-256", "MD2"}) {
            MessageDigest all = MessageDigest.getInstance(name);
            for (int n : new int[] {0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 1000, 20000}) {
                byte[] data = new byte[n];
                r.nextBytes(data);
                MessageDigest md = MessageDigest.getInstance(name);
                byte[] whole = md.digest(data);
                int cut = n == 0 ? 0 : r.nextInt(n);
                md.update(data, 0, cut);
                MessageDigest copy = (MessageDigest) md.clone();
                md.update(data, cut, n - cut);
                copy.update(data, cut, n - cut);
                byte[] parts = md.digest();
                if (!Arrays.equals(whole, parts) || !Arrays.equals(parts, copy.digest()))
                    System.out.println("differ " + name + " " + n);
                all.update(whole);
            }
            System.out.println(name + " " + HexFormat.of().formatHex(all.digest()));
        }
        System.out.println(UUID.nameUUIDFromBytes("minijvm".getBytes()));
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec(new byte[] {1, 2, 3}, "x"));
        System.out.println(HexFormat.of().formatHex(mac.doFinal("message".getBytes())));
        try {
            MessageDigest.getInstance("MD5").update(new byte[4], 2, 5);
        } catch (Exception e) {
            System.out.println(e);
        }
    }
}
