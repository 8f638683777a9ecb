package dev.hcpferry.simulation.service;

/** A process asks an outside system for something. */
public record Call(ServiceKind service, Life life, String system, String verb) {

    /** Whether it changes anything there. */
    public boolean changes() {
        return switch (verb) {
            case "createIfAbsent",
                    "edit",
                    "delete",
                    "deleteUnchanged",
                    "putSnapshot",
                    "putManifests",
                    "putRequest",
                    "commit",
                    "discard",
                    "createAbsent",
                    "handOver",
                    "publish" -> true;
            default -> false;
        };
    }
}
