package dev.hcpferry.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hcpferry.common.cluster.KubernetesApi.Permission;
import dev.hcpferry.common.cluster.KubernetesException.Kind;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** FAULTS 13 to 15 and 17, against a server that answers what it is told to. */
@Timeout(60)
class Fabric8KubernetesApiFaultsTest {
    private static final String SECRETS = "/api/v1/namespaces/n/secrets";
    private static final String FAILURE =
            "{\"kind\": \"Status\", \"reason\": \"InternalError\", \"message\": \"s3cret\"}";
    private static final String CONFLICT = "{\"kind\": \"Status\", \"reason\": \"Conflict\"}";

    private final MockApiServer server = MockApiServer.scripted();
    private final KubernetesApi api = server.api();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everythingInAnObjectSurvivesTheWayThereAndBack() throws Exception {
        String secret = """
                {"apiVersion": "v1", "kind": "Secret",
                 "metadata": {"name": "s", "namespace": "n", "creationTimestamp": null, "unheardOf": {"deep": [1, null]}},
                 "numbers": [1, 9007199254740993, 12345678901234567890123, 1.10, 1e-7],
                 "absent": null, "empty": {}, "none": []}
                """;
        answer("GET", SECRETS + "/s", 200, secret);
        answer("PUT", SECRETS + "/s", 200, secret);

        api.edit(key("s"), object -> object.label("a", "b"));

        JsonNode sent = sentBody();
        ((com.fasterxml.jackson.databind.node.ObjectNode) sent.path("metadata")).remove("labels");
        assertThat(sent.toString()).isEqualTo(exact(secret).toString());
    }

    @Test
    void requestThatIsSentTooOftenWaitsAsLongAsTheServerAsks() {
        server.server()
                .expect()
                .get()
                .withPath(SECRETS + "/s")
                .andReturn(429, FAILURE)
                .withHeader("Retry-After", "1")
                .once();
        answer("GET", SECRETS + "/s", 200, secret("s", "1"));
        long begun = System.nanoTime();

        Optional<KubernetesObject> found = api.find(ResourceKind.SECRET, "n", "s");

        assertThat(found).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void retryAfterBeyondTheTimeOfACallEndsIt() {
        server.server()
                .expect()
                .get()
                .withPath(SECRETS + "/s")
                .andReturn(429, FAILURE)
                .withHeader("Retry-After", "60")
                .always();

        assertThatThrownBy(() -> api.find(ResourceKind.SECRET, "n", "s"))
                .isInstanceOf(KubernetesException.class)
                .hasMessageNotContaining("s3cret")
                .extracting(thrown -> ((KubernetesException) thrown).kind())
                .isEqualTo(Kind.OTHER);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void creationThatSucceededAlthoughTheServerSaidOtherwiseIsFound() {
        answer("POST", SECRETS, 500, FAILURE);
        answer("POST", SECRETS, 409, "{\"kind\": \"Status\", \"reason\": \"AlreadyExists\"}");
        answer("GET", SECRETS + "/s", 200, secret("s", "1"));

        KubernetesObject created = api.createIfAbsent(KubernetesObject.create(ResourceKind.SECRET, "n", "s"));

        assertThat(created.uid()).isEqualTo("uid-of-s");
    }

    @Test
    void conflictIsReadAndDecidedAgain() {
        answer("GET", SECRETS + "/s", 200, secret("s", "1"));
        answer("PUT", SECRETS + "/s", 409, CONFLICT);
        answer("GET", SECRETS + "/s", 200, secret("s", "2"));
        answer("PUT", SECRETS + "/s", 200, secret("s", "3"));
        StringBuilder seen = new StringBuilder();

        api.edit(key("s"), object -> {
            seen.append(object.text("/metadata/resourceVersion").orElseThrow());
            object.label("a", "b");
        });

        assertThat(seen).hasToString("12");
    }

    @Test
    void conflictsWithoutEndAreReported() {
        server.server()
                .expect()
                .get()
                .withPath(SECRETS + "/s")
                .andReturn(200, secret("s", "1"))
                .always();
        server.server()
                .expect()
                .put()
                .withPath(SECRETS + "/s")
                .andReturn(409, CONFLICT)
                .always();

        assertThatThrownBy(() -> api.edit(key("s"), object -> object.label("a", "b")))
                .extracting(thrown -> ((KubernetesException) thrown).kind())
                .isEqualTo(Kind.CONFLICT);
    }

    @Test
    void pagesAreReadToTheEnd() {
        answer("GET", SECRETS + "?limit=2", 200, page("next", "a", "b"));
        answer("GET", SECRETS + "?limit=2&continue=next", 200, page("", "c"));

        assertThat(names(api.list(ResourceKind.SECRET, "n"))).containsExactly("a", "b", "c");
    }

    @Test
    void expiredListStartsAgainWithNothingDoubledOrMissed() {
        answer("GET", SECRETS + "?limit=2", 200, page("old", "a", "b"));
        answer("GET", SECRETS + "?limit=2&continue=old", 410, "{\"kind\": \"Status\", \"reason\": \"Expired\"}");
        answer("GET", SECRETS + "?limit=0", 200, page("", "b", "c", "d"));

        assertThat(names(api.list(ResourceKind.SECRET, "n"))).containsExactly("b", "c", "d");
    }

    @Test
    void listOfAKindThatIsNotServedSaysSo() {
        assertThatThrownBy(() -> api.list(ResourceKind.ROUTE, "n"))
                .extracting(thrown -> ((KubernetesException) thrown).kind())
                .isEqualTo(Kind.NOT_SERVED);
    }

    @Test
    void deleteNamesTheVeryObject() throws Exception {
        answer("DELETE", SECRETS + "/s", 200, "{\"kind\": \"Status\"}");

        api.delete(object("s", "7"));

        assertThat(sentBody())
                .isEqualTo(exact(
                        "{\"apiVersion\": \"v1\", \"kind\": \"DeleteOptions\", \"propagationPolicy\": \"Background\","
                                + " \"preconditions\": {\"uid\": \"uid-of-s\"}}"));
    }

    @Test
    void objectThatWasReplacedIsLeftAlone() {
        answer("DELETE", SECRETS + "/s", 409, CONFLICT);
        answer("GET", SECRETS + "/s", 200, secret("s", "8").replace("uid-of-s", "another"));

        api.delete(object("s", "7"));

        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void objectThatWasChangedIsNotDeleted() {
        answer("DELETE", SECRETS + "/s", 409, CONFLICT);
        answer("GET", SECRETS + "/s", 200, secret("s", "8"));

        assertThat(api.deleteUnchanged(object("s", "7"))).isFalse();
    }

    @Test
    void deletionThatSucceededAlthoughTheServerSaidOtherwiseIsFound() {
        answer("DELETE", SECRETS + "/s", 500, FAILURE);
        answer("DELETE", SECRETS + "/s", 409, CONFLICT);
        answer(
                "GET",
                SECRETS + "/s",
                200,
                secret("s", "8").replace("\"uid\"", "\"deletionTimestamp\": \"now\", \"uid\""));

        assertThat(api.deleteUnchanged(object("s", "7"))).isTrue();
    }

    @Test
    void servedKindsComeFromDiscovery() {
        answer(
                "GET",
                "/apis/apps/v1",
                200,
                "{\"resources\": [{\"name\": \"deployments\"}, {\"name\": \"deployments/scale\"}]}");

        assertThat(api.serves(ResourceKind.DEPLOYMENT)).isTrue();
        assertThat(api.serves(ResourceKind.STATEFUL_SET)).isFalse();
        assertThat(api.serves(ResourceKind.HOSTED_CLUSTER)).isFalse();
    }

    @Test
    void permissionsAreAskedFor() throws Exception {
        answer("POST", ApiPath.ACCESS_REVIEWS, 201, "{\"status\": {\"allowed\": true}}");

        assertThat(api.allows(new Permission("create", ResourceKind.POD, "n", "portforward")))
                .isTrue();

        assertThat(sentBody().at("/spec/resourceAttributes"))
                .isEqualTo(exact("{\"verb\": \"create\", \"group\": \"\", \"version\": \"v1\", \"resource\": \"pods\","
                        + " \"namespace\": \"n\", \"subresource\": \"portforward\"}"));
    }

    @Test
    void readinessIsTheServersOwnAnswer() {
        answer("GET", "/readyz", 200, "ok");
        assertThat(api.ready()).isTrue();

        answer("GET", "/readyz", 503, "not yet");
        assertThat(api.ready()).isFalse();
    }

    @Test
    void serverThatIsAwayIsUnreachableAndNotReady() {
        server.server().shutdown();

        assertThat(api.ready()).isFalse();
        assertThatThrownBy(() -> api.find(ResourceKind.SECRET, "n", "s"))
                .extracting(thrown -> ((KubernetesException) thrown).kind())
                .isEqualTo(Kind.UNREACHABLE);
    }

    private void answer(String method, String path, int code, String body) {
        var expectation = server.server().expect();
        (switch (method) {
                    case "GET" -> expectation.get();
                    case "POST" -> expectation.post();
                    case "PUT" -> expectation.put();
                    default -> expectation.delete();
                })
                .withPath(path)
                .andReturn(code, body)
                .once();
    }

    private JsonNode sentBody() throws Exception {
        RecordedRequest request = server.server().getLastRequest();
        return exact(request.getUtf8Body());
    }

    private static JsonNode exact(String json) throws Exception {
        return new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(json);
    }

    private static ObjectKey key(String name) {
        return new ObjectKey(ResourceKind.SECRET, "n", name);
    }

    private static KubernetesObject object(String name, String version) {
        KubernetesObject object = KubernetesObject.create(ResourceKind.SECRET, "n", name);
        object.metadata().put("uid", "uid-of-" + name).put("resourceVersion", version);
        return object;
    }

    private static String secret(String name, String version) {
        return object(name, version).json().toString();
    }

    private static String page(String token, String... names) {
        String items = String.join(
                ", ",
                java.util.Arrays.stream(names).map(name -> secret(name, "1")).toList());
        return "{\"metadata\": {\"continue\": \"" + token + "\"}, \"items\": [" + items + "]}";
    }

    private static List<String> names(List<KubernetesObject> objects) {
        return objects.stream().map(KubernetesObject::name).toList();
    }
}
