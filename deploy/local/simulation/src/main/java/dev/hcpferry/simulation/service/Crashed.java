package dev.hcpferry.simulation.service;

/** The process is gone. An error, so that nothing of the product catches it and goes on. */
public final class Crashed extends Error {
    private static final long serialVersionUID = 1L;

    Crashed(String process) {
        super(process + " is gone", null, false, false);
    }
}
