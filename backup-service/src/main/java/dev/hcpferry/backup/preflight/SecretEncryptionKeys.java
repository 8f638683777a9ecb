package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that the guest's secrets are encrypted with are there to travel, or stay where both sides reach them. */
final class SecretEncryptionKeys implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        HostedCluster hostedCluster = around.hostedCluster();
        KubernetesObject object = hostedCluster.object();
        return switch (object.text("/spec/secretEncryption/type").orElse("")) {
            case "aescbc" -> travelling(around.source(), object);
            case "kms" -> inKms(hostedCluster);
            case "" -> CheckResult.warning("spec.secretEncryption is empty: are the guest's secrets encrypted at all?");
            default -> CheckResult.warning("spec.secretEncryption is of a type that is not known here");
        };
    }

    private static CheckResult travelling(Site source, KubernetesObject hostedCluster) {
        List<String> names = Stream.of("activeKey", "backupKey")
                .flatMap(key -> hostedCluster.text("/spec/secretEncryption/aescbc/" + key + "/name").stream())
                .toList();
        List<String> missing = names.stream()
                .filter(name -> !hasKey(source.cluster(), source.ref().namespace(), name))
                .toList();
        return names.isEmpty() || !missing.isEmpty()
                ? CheckResult.failed(
                        ReasonCode.ENCRYPTION_KEY_MISSING,
                        names.isEmpty()
                                ? "spec.secretEncryption names no AESCBC key"
                                : "Secret " + String.join(", ", missing) + " holds no encryption key",
                        "bring the key back: without it the restored guest can't read its secrets")
                : CheckResult.passed("AESCBC; " + String.join(", ", names) + " travels");
    }

    private static boolean hasKey(ManagementCluster cluster, String namespace, String name) {
        return cluster.find(ResourceKind.SECRET, namespace, name)
                .flatMap(secret -> secret.text("/data/key"))
                .isPresent();
    }

    private static CheckResult inKms(HostedCluster hostedCluster) {
        Optional<String> key = hostedCluster.object().text("/spec/secretEncryption/kms/aws/activeKey/arn");
        Optional<String> role = hostedCluster.object().text("/spec/secretEncryption/kms/aws/auth/awsKms");
        if (key.isEmpty() || role.isEmpty()) {
            return CheckResult.failed(
                    ReasonCode.ENCRYPTION_KEY_MISSING,
                    "spec.secretEncryption.kms.aws names no " + (key.isEmpty() ? "active key" : "role that may use it"),
                    "only hosted clusters whose encryption key is known can be moved");
        }
        return key.get().contains(":" + hostedCluster.region() + ":")
                ? CheckResult.passed("KMS; the key stays in AWS, where the destination reaches it with the same role")
                : CheckResult.warning("the KMS key is in another region than " + hostedCluster.region());
    }
}
