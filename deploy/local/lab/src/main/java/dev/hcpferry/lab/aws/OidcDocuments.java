package dev.hcpferry.lab.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The documents by which AWS trusts the service account tokens of a hosted cluster; one set per infraID, shared by all. */
public final class OidcDocuments {

    private static final List<String> PATHS = List.of(".well-known/openid-configuration", "openid/v1/jwks");

    private final Aws aws;

    public OidcDocuments(Aws aws) {
        this.aws = aws;
    }

    public void upload(String infraId, String publicKey) {
        for (String path : PATHS) {
            aws.s3()
                    .putObject(
                            put -> put.bucket(Aws.BUCKET).key(key(infraId, path)),
                            RequestBody.fromString(keyId(publicKey)));
        }
    }

    public void delete(String infraId) {
        for (String path : PATHS) {
            aws.s3().deleteObject(delete -> delete.bucket(Aws.BUCKET).key(key(infraId, path)));
        }
    }

    /** Whether AWS would accept a token that was signed with the private half of this key. */
    public boolean trust(String infraId, String publicKey) {
        try {
            return PATHS.stream()
                    .allMatch(path -> aws.s3()
                            .getObjectAsBytes(get -> get.bucket(Aws.BUCKET).key(key(infraId, path)))
                            .asUtf8String()
                            .equals(keyId(publicKey)));
        } catch (NoSuchKeyException gone) {
            return false;
        }
    }

    private static String key(String infraId, String path) {
        return "oidc/" + infraId + "/" + path;
    }

    private static String keyId(String publicKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
