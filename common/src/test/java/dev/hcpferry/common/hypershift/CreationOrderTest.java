package dev.hcpferry.common.hypershift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.ResourceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreationOrderTest {
    private static final KubernetesObject CONTROL_PLANE = manifest(ResourceKind.HOSTED_CONTROL_PLANE, "example");
    private static final KubernetesObject CLUSTER = manifest(ResourceKind.CLUSTER, "example", CONTROL_PLANE);
    private static final KubernetesObject DEPLOYMENT = manifest(ResourceKind.MACHINE_DEPLOYMENT, "workers", CLUSTER);
    private static final KubernetesObject SET = manifest(ResourceKind.MACHINE_SET, "workers-1", DEPLOYMENT);
    private static final KubernetesObject MACHINE = manifest(ResourceKind.MACHINE, "workers-1-a", SET);
    private static final KubernetesObject AWS_MACHINE = manifest(ResourceKind.AWS_MACHINE, "workers-1-a", MACHINE);
    private static final KubernetesObject SECRET = manifest(ResourceKind.SECRET, "pull-secret");

    @ParameterizedTest(name = "shuffle {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void ownersComeBeforeWhatTheyOwn(long seed) {
        List<KubernetesObject> manifests =
                new ArrayList<>(List.of(CONTROL_PLANE, CLUSTER, DEPLOYMENT, SET, MACHINE, AWS_MACHINE, SECRET));
        Collections.shuffle(manifests, new Random(seed));

        List<List<KubernetesObject>> groups = CreationOrder.of(manifests);

        assertThat(groups).hasSize(6);
        assertThat(groups.getFirst()).containsExactlyInAnyOrder(CONTROL_PLANE, SECRET);
        assertThat(groups.subList(1, 6))
                .containsExactly(
                        List.of(CLUSTER), List.of(DEPLOYMENT), List.of(SET), List.of(MACHINE), List.of(AWS_MACHINE));
    }

    @Test
    void objectWithSeveralOwnersComesAfterTheLastOfThem() {
        KubernetesObject shared = manifest(ResourceKind.AWS_MACHINE, "shared", CLUSTER, MACHINE);

        List<List<KubernetesObject>> groups = CreationOrder.of(List.of(shared, MACHINE, CLUSTER, SET, DEPLOYMENT));

        assertThat(groups.getLast()).containsExactly(shared);
    }

    @Test
    void ownersThatDoNotTravelDoNotCount() {
        assertThat(CreationOrder.of(List.of(MACHINE, SECRET))).containsExactly(List.of(MACHINE, SECRET));
    }

    @Test
    void ownersOfUnknownKindDoNotCount() {
        KubernetesObject secret = KubernetesObject.create(ResourceKind.SECRET, "ns", "owned");
        secret.setOwnerReferences(List.of(new OwnerReference("example.com/v1", "Widget", "w", "uid", true, false)));

        assertThat(CreationOrder.of(List.of(Manifest.of(secret)))).hasSize(1);
    }

    @Test
    void noManifestsMakeNoGroups() {
        assertThat(CreationOrder.of(List.of())).isEmpty();
    }

    @Test
    void ringOfOwnersIsRefused() {
        KubernetesObject a = KubernetesObject.create(ResourceKind.MACHINE, "ns", "a");
        KubernetesObject b = manifest(ResourceKind.MACHINE_SET, "b", a);
        KubernetesObject ring = manifest(ResourceKind.MACHINE, "a", b);

        assertThatThrownBy(() -> CreationOrder.of(List.of(ring, b)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("owns itself");
    }

    @Test
    void objectThatOwnsItselfIsRefused() {
        KubernetesObject self = manifest(
                ResourceKind.SECRET, "self", KubernetesObject.create(ResourceKind.SECRET, "clusters-example", "self"));

        assertThatThrownBy(() -> CreationOrder.of(List.of(self))).isInstanceOf(IllegalArgumentException.class);
    }

    private static KubernetesObject manifest(ResourceKind kind, String name, KubernetesObject... owners) {
        KubernetesObject object = KubernetesObject.create(kind, "clusters-example", name);
        object.setOwnerReferences(Arrays.stream(owners)
                .map(owner -> new OwnerReference(
                        owner.kind().apiVersion(),
                        owner.kind().kind(),
                        owner.name(),
                        "uid-" + owner.name(),
                        true,
                        true))
                .toList());
        return Manifest.of(object);
    }
}
