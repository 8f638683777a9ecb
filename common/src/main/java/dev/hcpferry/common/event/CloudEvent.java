package dev.hcpferry.common.event;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it came, which may be anything.
 *
 * @param headers by name; of several with one name, the last
 */
public record CloudEvent(@Nullable String key, Map<String, String> headers, byte @Nullable [] value) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The {@code ce_id}; empty text when there is none. */
    public String id() {
        return header("ce_id").orElse("");
    }
}
