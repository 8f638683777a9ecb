package dev.hcpferry.lab;

/** How the hosted cluster's API is reached, as {@code spec.platform.aws.endpointAccess} says. */
public enum Access {
    PUBLIC("Public"),
    PUBLIC_AND_PRIVATE("PublicAndPrivate");

    private final String value;

    Access(String value) {
        this.value = value;
    }

    /** The value on the HostedCluster. */
    public String value() {
        return value;
    }
}
