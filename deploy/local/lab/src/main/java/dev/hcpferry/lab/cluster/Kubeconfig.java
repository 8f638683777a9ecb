package dev.hcpferry.lab.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hcpferry.lab.pki.KeyPairPem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A kubeconfig of one cluster and one user, with everything in it. */
public record Kubeconfig(String cluster, String server, String authority, KeyPairPem user) {

    private static final YAMLMapper YAML = new YAMLMapper();

    public String toYaml() {
        try {
            return YAML.writeValueAsString(Map.of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "Config",
                    "current-context",
                    cluster,
                    "clusters",
                    List.of(Map.of(
                            "name",
                            cluster,
                            "cluster",
                            Map.of("server", server, "certificate-authority-data", base64(authority)))),
                    "users",
                    List.of(Map.of(
                            "name",
                            "admin",
                            "user",
                            Map.of(
                                    "client-certificate-data",
                                    base64(user.certificate()),
                                    "client-key-data",
                                    base64(user.key())))),
                    "contexts",
                    List.of(Map.of("name", cluster, "context", Map.of("cluster", cluster, "user", "admin")))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
