package dev.hcpferry.common.cluster;

/** Kubeconfigs to test with. */
public final class TestKubeconfig {
    private TestKubeconfig() {}

    /** One for this server, with a token. */
    public static String of(String server) {
        return text(server, "{token: t0ken}");
    }

    static String withUser(String user) {
        return text("https://127.0.0.1:6443", user);
    }

    private static String text(String server, String user) {
        return """
                apiVersion: v1
                kind: Config
                current-context: admin
                clusters: [{name: cluster, cluster: {server: "%s"}}]
                users: [{name: admin, user: %s}]
                contexts: [{name: admin, context: {cluster: cluster, user: admin}}]
                """.formatted(server, user);
    }
}
