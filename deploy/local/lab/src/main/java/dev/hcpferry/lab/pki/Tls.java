package dev.hcpferry.lab.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** What Java's TLS wants, from PEM. */
public final class Tls {

    private static final char[] PASSWORD = new char[0];

    private Tls() {}

    /** Of a server with this certificate. */
    public static SSLContext serving(KeyPairPem identity) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            KeyStore store = empty();
            Certificate[] chain = {Authority.certificate(identity.certificate())};
            store.setKeyEntry("identity", Rsa.parse(identity.key()).getPrivate(), PASSWORD, chain);
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of a client that trusts this authority alone. */
    public static SSLContext trusting(String authority) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(authority), null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static TrustManager[] trustManagers(String authority) {
        try {
            KeyStore store = empty();
            store.setCertificateEntry("authority", Authority.certificate(authority));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        return store;
    }
}
