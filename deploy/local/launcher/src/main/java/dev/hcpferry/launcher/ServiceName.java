package dev.hcpferry.launcher;

/** The three services, in the order of the phases. */
public enum ServiceName {
    BACKUP("backup-service", "BACKUP"),
    RESTORE("restore-service", "RESTORE"),
    CLEANUP("cleanup-service", "CLEANUP");

    private final String module;
    private final String phase;

    ServiceName(String module, String phase) {
        this.module = module;
        this.phase = phase;
    }

    String module() {
        return module;
    }

    /** The phase that it runs. */
    public String phase() {
        return phase;
    }
}
