package dev.hcpferry.lab.pki;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** RSA keys, and things in PEM. */
public final class Rsa {

    /** Enough for TLS between threads of one JVM; longer keys would take most of a lab's start. */
    private static final int BITS = 1024;

    private Rsa() {}

    /**
     * One key for everything whose key nobody will miss: making a key is by far the slowest part of a lab's start, and
     * nobody here compares keys.
     */
    public static KeyPair shared() {
        return Shared.KEYS;
    }

    public static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Private keys come out as PKCS#1. */
    public static String pem(Object thing) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(thing);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    public static KeyPair parse(String privateKey) {
        try (PEMParser parser = new PEMParser(new StringReader(privateKey))) {
            return new JcaPEMKeyConverter().getKeyPair((PEMKeyPair) parser.readObject());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static PublicKey publicKey(String privateKey) {
        return parse(privateKey).getPublic();
    }

    private static final class Shared {
        private static final KeyPair KEYS = newKeyPair();
    }
}
