package dev.hcpferry.lab.guest;

import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import dev.hcpferry.lab.pki.KeyPairPem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Keys and certificates of a control plane, read from its namespace at every use: a namespace that lacks one, or has another
 * one, gives the guest that a real control plane would give.
 */
record Credentials(Objects objects, String namespace) {

    KeyPairPem etcdServer() {
        Thing secret = secret("etcd-server-tls");
        return new KeyPairPem(value(secret, "server.crt"), value(secret, "server.key"));
    }

    String etcdAuthority() {
        return objects.find(Kind.CONFIG_MAP, namespace, "etcd-ca")
                .map(found -> found.at("/data").path("ca.crt").asText())
                .orElseThrow(() -> new IllegalStateException("ConfigMap etcd-ca is missing"));
    }

    KeyPairPem apiServer() {
        Thing secret = secret("kas-server-crt");
        return new KeyPairPem(value(secret, "tls.crt"), value(secret, "tls.key"));
    }

    String clientAuthority() {
        return value(secret("system-admin-signer"), "ca.crt");
    }

    /** Of the key that secrets in etcd are encrypted with. */
    String encryptionKeyFingerprint() {
        String name = objects.list(Kind.HOSTED_CONTROL_PLANE, namespace).stream()
                .map(hcp -> hcp.text("/spec/secretEncryption/aescbc/activeKey/name"))
                .findFirst()
                .orElse("");
        if (name.isEmpty()) {
            return "";
        }
        byte[] key = Base64.getDecoder().decode(secret(name).text("/data/key"));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Thing secret(String name) {
        return objects.find(Kind.SECRET, namespace, name)
                .orElseThrow(() -> new IllegalStateException("secret " + name + " is missing"));
    }

    private static String value(Thing secret, String key) {
        return secret.secret(key)
                .orElseThrow(() -> new IllegalStateException("secret " + secret.name() + " has no " + key));
    }
}
