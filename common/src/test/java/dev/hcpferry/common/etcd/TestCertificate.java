package dev.hcpferry.common.etcd;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A self-signed RSA certificate for {@code localhost}, made by the JDK's keytool; whoever trusts it trusts nothing else. */
record TestCertificate(X509Certificate certificate, PrivateKey key) {
    /** What stands before the PKCS#1 key in the PKCS#8 encoding of a 2048-bit RSA key. */
    private static final int PKCS8_HEADER = 26;

    static TestCertificate create(Path directory, String name) throws Exception {
        Path file = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool failed: " + Files.readString(directory.resolve(name + ".log")));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, "changeit".toCharArray());
        }
        return new TestCertificate((X509Certificate) store.getCertificate("key"), (PrivateKey)
                store.getKey("key", "changeit".toCharArray()));
    }

    String certificatePem() throws Exception {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    String pkcs8Pem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** As HyperShift writes it. */
    String pkcs1Pem() {
        byte[] pkcs8 = key.getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_HEADER, pkcs8.length));
    }

    static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }
}
