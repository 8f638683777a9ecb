package dev.hcpferry.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KubernetesObjectTest {
    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: pull-secret
              namespace: clusters
              uid: abc
            data:
              token: aHVudGVyMg==
            """;

    @Test
    void newObjectHasNothingButItsIdentity() {
        KubernetesObject created = KubernetesObject.create(ResourceKind.NODE_POOL, "clusters", "workers");

        assertThat(ObjectYaml.write(created)).isEqualTo("""
                apiVersion: "hypershift.openshift.io/v1beta1"
                kind: "NodePool"
                metadata:
                  name: "workers"
                  namespace: "clusters"
                """);
    }

    @Test
    void objectWithoutNamespaceHasNone() {
        KubernetesObject namespace = KubernetesObject.create(ResourceKind.NAMESPACE, null, "clusters");

        assertThat(namespace.namespace()).isNull();
        assertThat(namespace.key()).hasToString("Namespace clusters");
    }

    @Test
    void copyIsIndependentOfTheOriginal() {
        KubernetesObject original = ObjectYaml.object(SECRET);

        KubernetesObject copy = original.copy();
        copy.annotate("note", "x");
        copy.setFinalizers(List.of("keep"));

        assertThat(original.annotations()).isEmpty();
        assertThat(original.finalizers()).isEmpty();
    }

    @Test
    void textShowsIdentityAndNeverContent() {
        assertThat(ObjectYaml.object(SECRET))
                .hasToString("Secret clusters/pull-secret")
                .asString()
                .doesNotContain("aHVudGVyMg");
    }

    @Test
    void lastAnnotationAndLabelTakeTheirMapsWithThem() {
        KubernetesObject object = ObjectYaml.object(SECRET);
        String before = ObjectYaml.write(object);
        object.annotate("a/b", "1");
        object.label("c", "2");
        assertThat(object.annotations()).isEqualTo(Map.of("a/b", "1"));
        assertThat(object.labels()).isEqualTo(Map.of("c", "2"));

        object.removeAnnotation("a/b");
        object.removeLabel("c");

        assertThat(ObjectYaml.write(object)).isEqualTo(before);
    }

    @Test
    void emptyFinalizersAndOwnersLeaveNoField() {
        KubernetesObject object = ObjectYaml.object(SECRET);
        OwnerReference owner = new OwnerReference("v1", "ConfigMap", "owner", "uid-1", true, false);
        object.setFinalizers(List.of("one", "two"));
        object.setOwnerReferences(List.of(owner));
        assertThat(object.finalizers()).containsExactly("one", "two");
        assertThat(object.ownerReferences()).containsExactly(owner);

        object.setFinalizers(List.of());
        object.setOwnerReferences(List.of());

        assertThat(object.metadata().has("finalizers")).isFalse();
        assertThat(object.metadata().has("ownerReferences")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"True,true", "False,false", "Unknown,false"})
    void onlyStatusTrueMakesAConditionTrue(String status, boolean expected) {
        KubernetesObject object = ObjectYaml.object("""
                apiVersion: hypershift.openshift.io/v1beta1
                kind: HostedCluster
                metadata: {name: example, namespace: clusters}
                status:
                  conditions:
                  - {type: Degraded, status: "False"}
                  - {type: Available, status: "%s"}
                """.formatted(status));

        assertThat(object.conditionIsTrue("Available")).isEqualTo(expected);
        assertThat(object.conditionIsTrue("Missing")).isFalse();
    }

    @Test
    void blankTextCountsAsMissing() {
        KubernetesObject object = ObjectYaml.object(SECRET);
        object.spec().put("blank", "  ").put("number", 3);

        assertThat(object.text("/spec/blank")).isEmpty();
        assertThat(object.text("/spec/number")).isEmpty();
        assertThat(object.text("/spec/none")).isEmpty();
        assertThat(object.text("/data/token")).contains("aHVudGVyMg==");
    }

    @Test
    void objectWithDeletionTimestampIsDeleting() {
        KubernetesObject object = ObjectYaml.object(SECRET);
        assertThat(object.deleting()).isFalse();

        object.metadata().put("deletionTimestamp", "2026-01-01T00:00:00Z");

        assertThat(object.deleting()).isTrue();
    }

    @Test
    void marksAreRemovedAndForeignAnnotationsStay() {
        KubernetesObject object = ObjectYaml.object(SECRET);
        object.annotate(OwnershipMarks.MIGRATION, "m");
        object.annotate(OwnershipMarks.REPLICAS, "3");
        object.annotate("team", "sre");
        object.label(OwnershipMarks.MIGRATION, "m");
        object.label("app", "x");

        OwnershipMarks.removeFrom(object);

        assertThat(object.annotations()).isEqualTo(Map.of("team", "sre"));
        assertThat(object.labels()).isEqualTo(Map.of("app", "x"));
    }

    @ParameterizedTest
    @EnumSource
    void kindIsFoundByItsApiVersionAndName(ResourceKind kind) {
        assertThat(ResourceKind.of(kind.apiVersion(), kind.kind())).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"cluster.x-k8s.io/v1beta2,Machine,MACHINE", "apps/v1beta9,Deployment,DEPLOYMENT"})
    void anotherVersionOfAGroupIsTheSameKind(String apiVersion, String name, ResourceKind expected) {
        assertThat(ResourceKind.of(apiVersion, name)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"example.com/v1,Machine", "v1,Deployment", "cluster.x-k8s.io/v1beta1,Unknown"})
    void foreignKindIsUnknown(String apiVersion, String name) {
        assertThat(ResourceKind.of(apiVersion, name)).isEmpty();
    }
}
