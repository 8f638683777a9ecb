package dev.hcpferry.simulation.world;

/** Where the API of the hosted cluster can be reached from. */
public enum EndpointAccess {
    PUBLIC("Public"),
    PUBLIC_AND_PRIVATE("PublicAndPrivate"),
    PRIVATE("Private");

    private final String value;

    EndpointAccess(String value) {
        this.value = value;
    }

    /** As the HostedCluster says it. */
    String value() {
        return value;
    }

    boolean isPublic() {
        return this != PRIVATE;
    }

    boolean isPrivate() {
        return this != PUBLIC;
    }
}
