package dev.hcpferry.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hcpferry.common.cluster.KubernetesException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiAnswerTest {

    @Test
    void refusalTellsFieldsAndReasonsButNoValues() throws Exception {
        ApiAnswer answer = answer(422, """
                {"kind": "Status", "reason": "Invalid",
                 "message": "spec.url: Invalid value: \\"https://s3/x?X-Amz-Signature=secret\\"",
                 "details": {"name": "hc1", "causes": [
                    {"field": "spec.etcd.managed.storage.restoreSnapshotURL[0]", "reason": "FieldValueInvalid",
                     "message": "Invalid value: secret"},
                    {"field": "https://s3/x?X-Amz-Signature=secret&y", "reason": "so secret: 1"}]}}
                """);

        KubernetesException refusal = answer.refusal("creating HostedCluster clusters/hc1");

        assertThat(refusal)
                .hasMessage(
                        "creating HostedCluster clusters/hc1: HTTP 422 Invalid "
                                + "(spec.etcd.managed.storage.restoreSnapshotURL[0] FieldValueInvalid, a field is not accepted)")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHENTICATED",
        "403, FORBIDDEN",
        "404, NOT_SERVED",
        "409, CONFLICT",
        "400, INVALID",
        "422, INVALID",
        "429, OTHER",
        "500, OTHER",
        "503, OTHER"
    })
    void codesBecomeKinds(int code, Kind kind) {
        ApiAnswer answer = new ApiAnswer(code, MissingNode.getInstance(), Duration.ZERO);

        assertThat(answer.refusal("x").kind()).isEqualTo(kind);
    }

    @Test
    void missingNamespaceIsNotAKindThatIsNotServed() throws Exception {
        ApiAnswer answer =
                answer(404, "{\"reason\": \"NotFound\", \"details\": {\"kind\": \"namespaces\", \"name\": \"n\"}}");

        KubernetesException refusal = answer.refusal("creating Secret n/s");

        assertThat(refusal.kind()).isEqualTo(Kind.OTHER);
        assertThat(refusal).hasMessageContaining("the namespace is not there");
    }

    private static ApiAnswer answer(int code, String body) throws Exception {
        return new ApiAnswer(code, new ObjectMapper().readTree(body), Duration.ZERO);
    }
}
