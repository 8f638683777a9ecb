package dev.hcpferry.common.event;

/** What became of a record: an event, or the reason why it is none. */
public sealed interface Decoding {

    record Decoded(MigrationEvent event, String ceId) implements Decoding {}

    /** @param detail what exactly is wrong; quotes no values */
    record Undecodable(Reason reason, String detail) implements Decoding {}

    /** The header {@code dead-letter-reason}. */
    enum Reason {
        TOO_LARGE,
        NOT_A_CLOUD_EVENT,
        UNKNOWN_TYPE,
        NOT_JSON,
        SCHEMA_VIOLATED,
        KEY_MISMATCH
    }
}
