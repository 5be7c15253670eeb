import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.KeyAgreement;

/** Elliptic curves: published vectors, and keys, signatures and agreements from random numbers that are the same on every run. */
public class EllipticCurves {
    static final HexFormat HEX = HexFormat.of();

    static class Seeded extends SecureRandom {
        private final Random random;

        Seeded(int seed) {
            random = new Random(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }

    static byte[] agree(String algorithm, PrivateKey own, PublicKey other) throws Exception {
        KeyAgreement agreement = KeyAgreement.getInstance(algorithm);
        agreement.init(own);
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }

    static BigInteger littleEndian(byte[] b) {
        BigInteger x = BigInteger.ZERO;
        for (int i = b.length; i-- > 0;)
            x = x.shiftLeft(8).or(BigInteger.valueOf(b[i] & 255));
        return x;
    }

    static byte[] montgomery(String curve, byte[] scalar, byte[] u) throws Exception {
        KeyFactory factory = KeyFactory.getInstance(curve);
        NamedParameterSpec spec = new NamedParameterSpec(curve);
        byte[] coordinate = u.clone();
        if (curve.equals("X25519"))
            coordinate[31] &= 127;
        return agree(curve, factory.generatePrivate(new XECPrivateKeySpec(spec, scalar)),
            factory.generatePublic(new XECPublicKeySpec(spec, littleEndian(coordinate))));
    }

    /** RFC 7748, 5.2: first two vectors of each curve, then the output is the next scalar, and the scalar the next point. */
    static void montgomeryCurves() throws Exception {
        String[][] vectors = {
            {"X25519", "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4", "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"},
            {"X25519", "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d", "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493"},
            {"X448", "3d262fddf9ec8e88495266fea19a34d28882acef045104d0d1aae121700a779c984c24f8cdd78fbff44943eba368f54b29259a4f1c600ad3",
                "06fce640fa3487bfda5f6cf2d5263f8aad88334cbd07437f020f08f9814dc031ddbdc38c19c6da2583fa5429db94ada18aa7a7fb4ef8a086"},
            {"X448", "203d494428b8399352665ddca42f9de8fef600908e0d461cb021f8c538345dd77c3e4806e25f46d3315c44e0a5b4371282dd2c8d5be3095f",
                "0fbcc2f993cd56d3305b0b7d9e55d4c1a8fb5dbb52f8e9a1e9b6201b165d015894e56c4d3570bee52fe205e28a78b91cdfbde71ce8d157db"}};
        for (String[] v : vectors)
            System.out.println(v[0] + ": " + HEX.formatHex(montgomery(v[0], HEX.parseHex(v[1]), HEX.parseHex(v[2]))));
        for (String curve : new String[] {"X25519", "X448"}) {
            byte[] k = new byte[curve.equals("X448") ? 56 : 32], u;
            k[0] = (byte) (curve.equals("X448") ? 5 : 9);
            u = k.clone();
            for (int i = 0; i < 30; i++) {
                byte[] next = montgomery(curve, k, u);
                u = k;
                k = next;
                if (i == 0 || i == 29)
                    System.out.println(curve + " after " + (i + 1) + ": " + HEX.formatHex(k));
            }
        }
    }

    static String sum(byte[] b) throws Exception {
        return HEX.formatHex(MessageDigest.getInstance("MD5").digest(b));
    }

    static void signatures(String algorithm, KeyPair keys) throws Exception {
        StringBuilder s = new StringBuilder(algorithm + ":");
        MessageDigest all = MessageDigest.getInstance("MD5");
        for (int i = 0; i < 4; i++) {
            byte[] message = new byte[i * 50];
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate(), new Seeded(i));
            signature.update(message);
            byte[] signed = signature.sign();
            all.update(signed);
            signature.initVerify(keys.getPublic());
            signature.update(message);
            s.append(' ').append(signature.verify(signed));
            signature.update(new byte[i * 50 + 1]);
            s.append(' ').append(signature.verify(signed));
        }
        System.out.println(s + " " + HEX.formatHex(all.digest()));
    }

    public static void main(String[] args) throws Exception {
        montgomeryCurves();
        for (String curve : new String[] {"secp256r1", "secp384r1", "secp521r1"}) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            for (int i = 0; i < 2; i++) {
                generator.initialize(new ECGenParameterSpec(curve), new Seeded(i));
                KeyPair one = generator.generateKeyPair();
                generator.initialize(new ECGenParameterSpec(curve), new Seeded(100 + i));
                KeyPair other = generator.generateKeyPair();
                byte[] secret = agree("ECDH", one.getPrivate(), other.getPublic());
                System.out.println(curve + ": " + sum(one.getPublic().getEncoded()) + " " + sum(secret) + " "
                    + MessageDigest.isEqual(secret, agree("ECDH", other.getPrivate(), one.getPublic())));
                signatures("SHA256withECDSA", one);
                signatures("SHA512withECDSA", other);
            }
        }
        for (String curve : new String[] {"Ed25519", "Ed448", "X25519", "X448"}) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(curve);
            for (int i = 0; i < 3; i++) {
                generator.initialize(new NamedParameterSpec(curve), new Seeded(i));
                KeyPair keys = generator.generateKeyPair();
                System.out.println(curve + ": " + sum(keys.getPublic().getEncoded()));
                if (curve.startsWith("Ed"))
                    signatures(curve, keys);
            }
        }
        // RFC 8032, 7.1, test 2
        PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519,
            HEX.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update((byte) 0x72);
        System.out.println(HEX.formatHex(signature.sign()));
    }
}
