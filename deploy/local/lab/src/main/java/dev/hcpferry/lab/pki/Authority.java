package dev.hcpferry.lab.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority. What it signs is valid for 30 days. */
public final class Authority {

    private static final Duration VALIDITY = Duration.ofDays(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509Certificate certificate;
    private final KeyPair keys;

    private Authority(X509Certificate certificate, KeyPair keys) {
        this.certificate = certificate;
        this.keys = keys;
    }

    /** A new, self-signed one. */
    public static Authority named(String name) {
        return named(name, Rsa.newKeyPair());
    }

    public static Authority named(String name, KeyPair keys) {
        X500Principal subject = new X500Principal("CN=" + name);
        return new Authority(sign(builder(subject, subject, keys.getPublic()), keys, true, List.of()), keys);
    }

    public static Authority load(KeyPairPem pem) {
        return new Authority(certificate(pem.certificate()), Rsa.parse(pem.key()));
    }

    /**
     * A key and a new certificate, good for servers and clients.
     *
     * @param subject distinguished name, such as {@code CN=system:admin,O=system:masters}
     * @param dnsNames what a server is called; 127.0.0.1 is always among its addresses
     */
    public KeyPairPem issue(String subject, List<String> dnsNames) {
        KeyPair issued = Rsa.shared();
        X509v3CertificateBuilder builder =
                builder(certificate.getSubjectX500Principal(), new X500Principal(subject), issued.getPublic());
        return new KeyPairPem(Rsa.pem(sign(builder, keys, false, dnsNames)), Rsa.pem(issued.getPrivate()));
    }

    public KeyPairPem pem() {
        return new KeyPairPem(Rsa.pem(certificate), Rsa.pem(keys.getPrivate()));
    }

    public static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("not a certificate", unreadable);
        }
    }

    private static X509v3CertificateBuilder builder(X500Principal issuer, X500Principal subject, PublicKey key) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, RANDOM),
                Date.from(now.minus(Duration.ofMinutes(5))),
                Date.from(now.plus(VALIDITY)),
                subject,
                key);
    }

    private static X509Certificate sign(
            X509v3CertificateBuilder builder, KeyPair signer, boolean authority, List<String> dnsNames) {
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!authority) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                }));
            }
            if (!dnsNames.isEmpty()) {
                GeneralName[] names = Stream.concat(
                                dnsNames.stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                                Stream.of(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
                        .toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(signer.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
