package dev.hcpferry.common.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/** An object in S3, written {@code s3://<bucket>/<key>}. */
public record S3Location(String bucket, String key) {
    private static final String SCHEME = "s3://";

    public S3Location {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(key, "key");
        if (bucket.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException("an S3 location needs a bucket and a key");
        }
    }

    /** @throws IllegalArgumentException when the text is not {@code s3://<bucket>/<key>} */
    @JsonCreator
    public static S3Location parse(String text) {
        int slash = text.indexOf('/', SCHEME.length());
        if (!text.startsWith(SCHEME) || slash < 0) {
            throw new IllegalArgumentException("not an S3 location: expected s3://<bucket>/<key>");
        }
        return new S3Location(text.substring(SCHEME.length(), slash), text.substring(slash + 1));
    }

    @Override
    @JsonValue
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
