import java.io.*;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.*;
import java.security.spec.*;
import java.util.*;
import javax.crypto.*;
import javax.crypto.spec.*;

/** java.security and javax.crypto: every digest, MACs, ciphers in all modes, password-based keys, signatures, key agreement, key stores, failures. */
public class Crypto {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    static String hex(byte[] b) {
        return b.length > 40 ? HexFormat.of().formatHex(b, 0, 20) + ".." + b.length : HexFormat.of().formatHex(b);
    }
    static byte[] data(int n) {
        byte[] b = new byte[n];
        for (int i = 0; i < n; i++) b[i] = (byte) (i * 31 + (i >> 5));
        return b;
    }
    static BigInteger dec(String s) { return new BigInteger(s); }
    public static void main(String[] args) throws Exception {
        for (String a : new String[] {"MD2", "MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256",
                 "SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512"}) {
            MessageDigest d = MessageDigest.getInstance(a);
            StringBuilder s = new StringBuilder(a).append(' ').append(hex(d.digest()));
            byte[] big = data(3001);
            for (int off = 0, n = 1; off < big.length; off += n, n = n * 3 % 257 + 1) d.update(big, off, Math.min(n, big.length - off));
            MessageDigest c = (MessageDigest) d.clone();
            d.update(ByteBuffer.allocateDirect(500).put(big, 0, 500).flip());
            System.out.println(s + " " + hex(d.digest()) + " " + hex(c.digest()) + " " + Arrays.equals(c.digest(big), d.digest(big)) + " "
                + d.getDigestLength());
        }
        for (String a : new String[] {"HmacMD5", "HmacSHA1", "HmacSHA256", "HmacSHA512", "HmacSHA3-256", "HmacSHA512/224"}) {
            Mac m = Mac.getInstance(a);
            m.init(new SecretKeySpec(data(200), a));
            m.update(data(100));
            System.out.println(a + " " + hex(m.doFinal(data(7))));
        }
        show("mac no init", () -> Mac.getInstance("HmacSHA256").doFinal());
        show("no such", () -> MessageDigest.getInstance("FOO"));
        show("no provider", () -> MessageDigest.getInstance("MD5", "None"));
        show("digest short", () -> MessageDigest.getInstance("MD5").digest(new byte[5], 0, 5));
        SecretKey aes = new SecretKeySpec(data(16), "AES"), aes32 = new SecretKeySpec(data(32), "AES"),
                  des3 = new SecretKeySpec(data(24), "DESede");
        byte[] iv = data(16), plain = data(100);
        for (Object[] c : new Object[][] {{"AES/ECB/PKCS5Padding", aes, null}, {"AES/CBC/PKCS5Padding", aes32, new IvParameterSpec(iv)},
                 {"AES/CTR/NoPadding", aes, new IvParameterSpec(iv)}, {"AES/CFB8/NoPadding", aes, new IvParameterSpec(iv)},
                 {"AES/OFB/NoPadding", aes, new IvParameterSpec(iv)}, {"AES/GCM/NoPadding", aes, new GCMParameterSpec(128, data(12))},
                 {"AES/GCM/NoPadding", aes32, new GCMParameterSpec(96, data(17))},
                 {"DESede/CBC/PKCS5Padding", des3, new IvParameterSpec(data(8))},
                 {"Blowfish/ECB/PKCS5Padding", new SecretKeySpec(data(9), "Blowfish"), null},
                 {"RC4", new SecretKeySpec(data(10), "RC4"), null},
                 {"RC2/CBC/PKCS5Padding", new SecretKeySpec(data(8), "RC2"), new IvParameterSpec(data(8))},
                 {"ChaCha20-Poly1305", new SecretKeySpec(data(32), "ChaCha20"), new IvParameterSpec(data(12))},
                 {"DES/ECB/ISO10126Padding", new SecretKeySpec(data(8), "DES"), null}, {"AESWrap_128", aes, null}})
            show(c[0].toString(), () -> {
                Cipher e = Cipher.getInstance((String) c[0]), d = Cipher.getInstance((String) c[0]);
                if (c[0].equals("AESWrap_128")) {
                    e.init(Cipher.WRAP_MODE, (Key) c[1]);
                    byte[] w = e.wrap(aes32);
                    d.init(Cipher.UNWRAP_MODE, (Key) c[1]);
                    return hex(w) + " " + d.unwrap(w, "AES", Cipher.SECRET_KEY).equals(aes32);
                }
                e.init(Cipher.ENCRYPT_MODE, (Key) c[1], (AlgorithmParameterSpec) c[2]);
                boolean aead = c[0].toString().contains("GCM") || c[0].toString().contains("Poly");
                if (aead) e.updateAAD("aad".getBytes());
                ByteArrayOutputStream o = new ByteArrayOutputStream();
                for (int i = 0; i < 100; i += 7) {
                    byte[] x = e.update(plain, i, Math.min(7, 100 - i));
                    if (x != null) o.write(x);
                }
                o.write(e.doFinal());
                byte[] z = o.toByteArray();
                d.init(Cipher.DECRYPT_MODE, (Key) c[1], (AlgorithmParameterSpec) c[2]);
                if (aead) d.updateAAD("aad".getBytes());
                boolean ok = Arrays.equals(d.doFinal(z), plain);
                String bad = "";
                if (aead) {
                    z[3] ^= 1;
                    Cipher q = Cipher.getInstance((String) c[0]);
                    q.init(Cipher.DECRYPT_MODE, (Key) c[1], (AlgorithmParameterSpec) c[2]);
                    q.updateAAD("aad".getBytes());
                    try {
                        q.doFinal(z);
                    } catch (Exception x) { bad = x.toString(); }
                    try {
                        e.doFinal(plain);
                    } catch (Exception x) { bad += " " + x; }
                    z[3] ^= 1;
                }
                return (c[0].toString().contains("ISO10126") ? "random" : hex(z)) + " " + ok + " " + bad;
            });
        show("bad padding", () -> {
            Cipher c = Cipher.getInstance("AES/CBC/PKCS5Padding");
            c.init(Cipher.DECRYPT_MODE, aes, new IvParameterSpec(iv));
            return c.doFinal(data(32));
        });
        show("block size", () -> {
            Cipher c = Cipher.getInstance("AES/ECB/NoPadding");
            c.init(1, aes);
            return c.doFinal(data(17));
        });
        show("key size", () -> {
            Cipher c = Cipher.getInstance("AES");
            c.init(1, new SecretKeySpec(data(15), "AES"));
            return 0;
        });
        show("wrong key", () -> {
            Cipher c = Cipher.getInstance("AES");
            c.init(1, new SecretKeySpec(data(8), "DES"));
            return 0;
        });
        show("iv", () -> {
            Cipher c = Cipher.getInstance("AES/CBC/NoPadding");
            c.init(1, aes, new IvParameterSpec(data(8)));
            return 0;
        });
        show("not init", () -> Cipher.getInstance("AES").doFinal(plain));
        show("no transform", () -> Cipher.getInstance("AES/XYZ/NoPadding"));
        show("small buffer", () -> {
            Cipher c = Cipher.getInstance("AES");
            c.init(1, aes);
            return c.doFinal(plain, 0, 16, new byte[8]);
        });
        ByteBuffer in = ByteBuffer.allocateDirect(5000).put(data(5000)).flip(), out = ByteBuffer.allocateDirect(5100);
        Cipher g = Cipher.getInstance("AES/GCM/NoPadding");
        g.init(1, aes, new GCMParameterSpec(128, data(12)));
        int n = g.doFinal(in, out);
        out.flip();
        byte[] ob = new byte[n];
        out.get(ob);
        System.out.println(n + " " + Arrays.hashCode(ob));
        CipherInputStream cis = new CipherInputStream(new ByteArrayInputStream(data(1000)), rc4(data(5)));
        System.out.println(Arrays.hashCode(cis.readAllBytes()));
        SecretKeyFactory kf = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
        System.out.println(hex(kf.generateSecret(new PBEKeySpec("password".toCharArray(), "salt".getBytes(), 100, 256)).getEncoded()));
        Cipher pbe = Cipher.getInstance("PBEWithHmacSHA256AndAES_128");
        pbe.init(1, SecretKeyFactory.getInstance("PBEWithHmacSHA256AndAES_128").generateSecret(new PBEKeySpec("pw".toCharArray())),
            new PBEParameterSpec(data(8), 50, new IvParameterSpec(iv)));
        System.out.println(hex(pbe.doFinal(data(20))));
        SecureRandom sr = SecureRandom.getInstance("SHA1PRNG");
        sr.setSeed(42);
        System.out.println(sr.nextInt() + " " + sr.nextLong() + " " + new BigInteger(64, sr));
        KeyPairGenerator rg = KeyPairGenerator.getInstance("RSA");
        rg.initialize(1024, sr);
        KeyPair rsa = rg.generateKeyPair();
        System.out.println(((java.security.interfaces.RSAPublicKey) rsa.getPublic()).getModulus().hashCode() + " "
            + rsa.getPrivate().getFormat() + " " + rsa.getPublic().getEncoded().length);
        for (String a : new String[] {"SHA1withRSA", "SHA256withRSA", "SHA512withRSA", "MD5withRSA"})
            show(a, () -> {
                Signature s = Signature.getInstance(a);
                s.initSign(rsa.getPrivate());
                s.update(plain);
                byte[] z = s.sign();
                s.initVerify(rsa.getPublic());
                s.update(plain);
                boolean ok = s.verify(z);
                z[5]++;
                s.update(plain);
                return Arrays.hashCode(z) + " " + ok + " " + s.verify(z);
            });
        show("pss", () -> {
            Signature s = Signature.getInstance("RSASSA-PSS");
            s.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 20, 1));
            s.initSign(rsa.getPrivate(), sr);
            s.update(plain);
            byte[] z = s.sign();
            s.initVerify(rsa.getPublic());
            s.update(plain);
            return s.verify(z);
        });
        show("oaep", () -> {
            Cipher c = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
            c.init(1, rsa.getPublic());
            byte[] z = c.doFinal(data(20));
            c.init(2, rsa.getPrivate());
            return hex(c.doFinal(z));
        });
        show("rsa too long", () -> {
            Cipher c = Cipher.getInstance("RSA");
            c.init(1, rsa.getPublic());
            return c.doFinal(data(200));
        });
        show("sign uninit", () -> {
            Signature.getInstance("SHA256withRSA").update((byte) 1);
            return 0;
        });
        show("wrong kind", () -> {
            Signature.getInstance("SHA256withECDSA").initSign(rsa.getPrivate());
            return 0;
        });
        for (String curve : new String[] {"secp256r1"})
            show(curve, () -> {
                KeyPairGenerator eg = KeyPairGenerator.getInstance("EC");
                eg.initialize(new ECGenParameterSpec(curve), sr);
                KeyPair k1 = eg.generateKeyPair(), k2 = eg.generateKeyPair();
                Signature s = Signature.getInstance("SHA256withECDSA");
                s.initSign(k1.getPrivate());
                s.update(plain);
                byte[] z = s.sign();
                s.initVerify(k1.getPublic());
                s.update(plain);
                KeyAgreement a1 = KeyAgreement.getInstance("ECDH"), a2 = KeyAgreement.getInstance("ECDH");
                a1.init(k1.getPrivate());
                a1.doPhase(k2.getPublic(), true);
                a2.init(k2.getPrivate());
                a2.doPhase(k1.getPublic(), true);
                return s.verify(z) + " " + Arrays.equals(a1.generateSecret(), a2.generateSecret());
            });
        show("Ed25519", () -> {
            KeyFactory f = KeyFactory.getInstance("EdDSA");
            PrivateKey k = f.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, data(32)));
            Signature s = Signature.getInstance("Ed25519");
            s.initSign(k);
            s.update(plain);
            return hex(s.sign());
        });
        show("Ed448", () -> {
            PrivateKey k = KeyFactory.getInstance("EdDSA").generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED448, data(57)));
            Signature s = Signature.getInstance("Ed448");
            s.initSign(k);
            s.update(plain);
            return hex(s.sign());
        });
        show("X25519", () -> {
            KeyPairGenerator x = KeyPairGenerator.getInstance("X25519");
            KeyPair a = x.generateKeyPair(), b = x.generateKeyPair();
            KeyAgreement p = KeyAgreement.getInstance("XDH"), q = KeyAgreement.getInstance("XDH");
            p.init(a.getPrivate());
            p.doPhase(b.getPublic(), true);
            q.init(b.getPrivate());
            q.doPhase(a.getPublic(), true);
            return Arrays.equals(p.generateSecret(), q.generateSecret());
        });
        show("DSA", () -> {
            KeyPairGenerator x = KeyPairGenerator.getInstance("DSA");
            x.initialize(1024);
            KeyPair a = x.generateKeyPair();
            Signature s = Signature.getInstance("SHA256withDSA");
            s.initSign(a.getPrivate());
            s.update(plain);
            byte[] z = s.sign();
            s.initVerify(a.getPublic());
            s.update(plain);
            return s.verify(z);
        });
        for (String t : new String[] {"PKCS12", "JCEKS"})
            show(t, () -> {
                KeyStore k = KeyStore.getInstance(t);
                k.load(null, null);
                k.setEntry("key", new KeyStore.SecretKeyEntry(aes), new KeyStore.PasswordProtection("pw".toCharArray()));
                ByteArrayOutputStream o = new ByteArrayOutputStream();
                k.store(o, "store".toCharArray());
                KeyStore l = KeyStore.getInstance(t);
                l.load(new ByteArrayInputStream(o.toByteArray()), "store".toCharArray());
                String bad;
                try {
                    KeyStore.getInstance(t).load(new ByteArrayInputStream(o.toByteArray()), "wrong".toCharArray());
                    bad = "?";
                } catch (IOException e) { bad = e.getMessage(); }
                return l.size() + " " + l.isKeyEntry("key") + " " + l.getKey("key", "pw".toCharArray()).equals(aes) + " " + bad;
            });
        show("unloaded", () -> KeyStore.getInstance("PKCS12").size());
        System.out.println(
            KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(rsa.getPublic().getEncoded())).equals(rsa.getPublic()) + " "
            + Arrays.stream(Security.getProviders()).map(Provider::getName).toList());
        show("bad key spec", () -> KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(data(20))));
        SealedObject so = new SealedObject("sealed", init(aes));
        System.out.println(so.getObject(aes) + " " + so.getAlgorithm());
        show("sealed wrong", () -> so.getObject(new SecretKeySpec(data(24), "AES")));
        KeyGenerator kg = KeyGenerator.getInstance("AES");
        kg.init(192, sr);
        System.out.println(hex(kg.generateKey().getEncoded()));
        show("destroy", () -> {
            aes.destroy();
            return 0;
        });
    }
    static Cipher init(Key k) throws Exception {
        Cipher c = Cipher.getInstance("AES/CBC/PKCS5Padding");
        c.init(1, k, new IvParameterSpec(data(16)));
        return c;
    }
    static Cipher rc4(byte[] k) throws Exception {
        Cipher c = Cipher.getInstance("RC4");
        c.init(1, new SecretKeySpec(k, "RC4"));
        return c;
    }
}
