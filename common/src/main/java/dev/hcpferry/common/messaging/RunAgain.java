package dev.hcpferry.common.messaging;

/** A run stopped before its end: everything has to be judged anew, for another replica may have gone on meanwhile. */
final class RunAgain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunAgain(String why) {
        super(why, null, false, false);
    }
}
