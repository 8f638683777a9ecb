package dev.hcpferry.common.etcd;

import dev.hcpferry.common.cluster.KubernetesApi;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;

/** The client certificate, its key, and the authority that signed the members' certificates, as PEM. */
record EtcdCredentials(String certificate, String key, String authority) {
    private static final String SECRET = "etcd-client-tls";
    private static final String CONFIG_MAP = "etcd-ca";

    /** @throws EtcdException when something is missing, naming it */
    static EtcdCredentials read(KubernetesApi cluster, String namespace) {
        KubernetesObject secret = cluster.find(ResourceKind.SECRET, namespace, SECRET)
                .orElseThrow(() -> new EtcdException("Secret " + namespace + "/" + SECRET + " is missing"));
        String authority = cluster.find(ResourceKind.CONFIG_MAP, namespace, CONFIG_MAP)
                .flatMap(found -> found.text("/data/ca.crt"))
                .or(() -> decoded(secret, "etcd-client-ca.crt")) // OpenShift 4.11 and older
                .orElseThrow(() -> new EtcdException("ConfigMap " + namespace + "/" + CONFIG_MAP + " has no ca.crt"));
        return new EtcdCredentials(required(secret, "etcd-client.crt"), required(secret, "etcd-client.key"), authority);
    }

    SslContext sslContext() throws GeneralSecurityException, IOException {
        return GrpcSslContexts.forClient()
                .keyManager(PrivateKeys.read(key), certificates(certificate))
                .trustManager(certificates(authority))
                .build();
    }

    @Override
    public String toString() {
        return "EtcdCredentials[…]";
    }

    private static X509Certificate[] certificates(String pem) throws CertificateException {
        X509Certificate[] found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                .toArray(X509Certificate[]::new);
        if (found.length == 0) {
            throw new CertificateException("no certificate in PEM form");
        }
        return found;
    }

    private static String required(KubernetesObject secret, String key) {
        return decoded(secret, key).orElseThrow(() -> new EtcdException(secret + " has no " + key));
    }

    private static Optional<String> decoded(KubernetesObject secret, String key) {
        return secret.text("/data/" + key)
                .map(encoded -> new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8));
    }
}
