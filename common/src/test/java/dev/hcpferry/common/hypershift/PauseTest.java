package dev.hcpferry.common.hypershift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PauseTest {

    @ParameterizedTest
    @EnumSource(
            names = {
                "HOSTED_CLUSTER",
                "HOSTED_CONTROL_PLANE",
                "NODE_POOL",
                "CLUSTER",
                "AWS_CLUSTER",
                "MACHINE_DEPLOYMENT",
                "MACHINE_SET",
                "MACHINE",
                "AWS_MACHINE",
                "MACHINE_HEALTH_CHECK"
            })
    void pauseIsSetOnceAndLeavesNothingBehindWhenRestored(ResourceKind kind) {
        KubernetesObject object = object(kind);
        object.spec().put("other", 1);
        String before = ObjectYaml.write(object);

        Pause.set(object);
        assertThat(Pause.of(object)).contains("true");
        assertThat(Pause.byUser(object)).isFalse();
        String paused = ObjectYaml.write(object);
        Pause.set(object);
        assertThat(ObjectYaml.write(object)).isEqualTo(paused);
        Pause.restore(object);

        assertThat(ObjectYaml.write(object)).isEqualTo(before);
    }

    static Stream<Arguments> pausesOfUsers() {
        return Stream.of(
                user(ResourceKind.HOSTED_CLUSTER, object -> object.spec().put("pausedUntil", "2030-01-01T00:00:00Z")),
                user(ResourceKind.HOSTED_CONTROL_PLANE, object -> object.spec().put("pausedUntil", "true")),
                user(ResourceKind.NODE_POOL, object -> object.spec().put("pausedUntil", "2030-01-01T00:00:00Z")),
                user(ResourceKind.CLUSTER, object -> object.spec().put("paused", true)),
                user(ResourceKind.MACHINE_SET, object -> object.annotate(HyperShift.PAUSED_ANNOTATION, "true")),
                user(ResourceKind.MACHINE, object -> object.annotate(HyperShift.PAUSED_ANNOTATION, "by-me")));
    }

    private static Arguments user(ResourceKind kind, Consumer<KubernetesObject> pause) {
        return Arguments.of(kind, pause);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pausesOfUsers")
    void pauseOfAUserSurvives(ResourceKind kind, Consumer<KubernetesObject> pause) {
        KubernetesObject object = object(kind);
        object.spec().put("other", 1);
        pause.accept(object);
        String before = ObjectYaml.write(object);

        Pause.set(object);
        assertThat(Pause.byUser(object)).isTrue();
        Pause.set(object);
        Pause.restore(object);

        assertThat(ObjectYaml.write(object)).isEqualTo(before);
    }

    @Test
    void pausedUntilFalseIsNoPause() {
        KubernetesObject pool = object(ResourceKind.NODE_POOL);
        pool.spec().put("pausedUntil", "false");

        assertThat(Pause.of(pool)).isEmpty();
    }

    @Test
    void emptyPausedAnnotationIsAPause() {
        KubernetesObject machine = object(ResourceKind.MACHINE);
        machine.annotate(HyperShift.PAUSED_ANNOTATION, "");

        Pause.set(machine);
        Pause.restore(machine);

        assertThat(Pause.of(machine)).contains("true");
    }

    @Test
    void applyingLeavesNoNote() {
        KubernetesObject machine = object(ResourceKind.MACHINE);

        Pause.apply(machine);

        assertThat(Pause.of(machine)).contains("true");
        assertThat(machine.annotation(OwnershipMarks.PAUSED_UNTIL)).isEmpty();
    }

    @Test
    void removingThePauseOfAnObjectWithoutSpecAddsNone() {
        KubernetesObject cluster = object(ResourceKind.CLUSTER);

        Pause.remove(cluster);

        assertThat(cluster.json().has("spec")).isFalse();
    }

    private static KubernetesObject object(ResourceKind kind) {
        return KubernetesObject.create(kind, "clusters-example", "thing");
    }
}
