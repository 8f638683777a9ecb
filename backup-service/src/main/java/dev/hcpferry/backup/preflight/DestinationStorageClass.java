package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import java.util.Optional;

/** etcd's volumes will find their StorageClass on the destination. */
final class DestinationStorageClass implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        Site destination = around.destination();
        Optional<String> wanted = around.hostedCluster().etcdStorageClass();
        List<KubernetesObject> classes;
        try {
            classes = destination.cluster().list(ResourceKind.STORAGE_CLASS, null);
        } catch (KubernetesException hidden) {
            return switch (hidden.kind()) {
                case FORBIDDEN, NOT_SERVED ->
                    CheckResult.warning("the StorageClasses of " + destination.name() + " can't be seen");
                case UNREACHABLE, UNAUTHENTICATED, CONFLICT, INVALID, OTHER -> throw hidden;
            };
        }
        boolean there = classes.stream()
                .anyMatch(found -> wanted.map(found.name()::equals).orElseGet(() -> isDefault(found)));
        String what = wanted.map(name -> "StorageClass " + name).orElse("a default StorageClass");
        return there
                ? CheckResult.passed(destination.name() + " has " + what)
                : CheckResult.failed(
                        ReasonCode.STORAGE_CLASS_MISSING,
                        destination.name() + " does not have " + what + ", which etcd's volumes ask for",
                        "create it there, then publish the request again");
    }

    private static boolean isDefault(KubernetesObject storageClass) {
        return storageClass
                .annotation("storageclass.kubernetes.io/is-default-class")
                .filter("true"::equals)
                .isPresent();
    }
}
