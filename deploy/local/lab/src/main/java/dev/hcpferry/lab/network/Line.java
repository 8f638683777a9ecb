package dev.hcpferry.lab.network;

/** What the services talk to through a link of their own, and nobody else does. */
public enum Line {
    KAFKA("Kafka"),
    /** The API server of {@link dev.hcpferry.lab.Lab#SOURCE}. */
    SOURCE("mgmt-a"),
    /** The API server of {@link dev.hcpferry.lab.Lab#DESTINATION}. */
    DESTINATION("mgmt-b"),
    S3("S3"),
    DNS("Route 53");

    private final String label;

    Line(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
