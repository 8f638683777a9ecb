package dev.hcpferry.lab.pki;

/**
 * A certificate and its private key.
 *
 * @param certificate PEM
 * @param key PKCS#1 PEM, {@code BEGIN RSA PRIVATE KEY}
 */
public record KeyPairPem(String certificate, String key) {

    @Override
    public String toString() {
        return "KeyPairPem[redacted]";
    }
}
