package dev.hcpferry.backup.preflight;

/** What a check builds on is not there; the check that looks at that itself says why. */
final class Unfounded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfounded(String missing) {
        super(missing);
    }
}
