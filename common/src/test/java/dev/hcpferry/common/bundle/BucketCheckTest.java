package dev.hcpferry.common.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hcpferry.common.aws.AwsClients;
import dev.hcpferry.common.aws.AwsSettings;
import dev.hcpferry.common.aws.TestAwsSettings;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.ReasonCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Buckets as Amazon's S3 describes them, which takes no bundles into some. */
class BucketCheckTest {
    private static final BundleAddress ADDRESS =
            new BundleAddress("bundles", "hcp-ferry", new HostedClusterRef("clusters", "example"), "example-1", null);
    private static final Set<String> WRITES = Set.of("PUT", "POST");
    private static final String EVERYBODY = "<AccessControlPolicy><AccessControlList><Grant><Grantee"
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"Group\">"
            + "<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant>"
            + "</AccessControlList></AccessControlPolicy>";
    private static final String NOBODY = "<AccessControlPolicy><AccessControlList/></AccessControlPolicy>";

    /** By what is asked of the bucket: {@code HEAD}, a question such as {@code acl}, or {@code write}. */
    private final Map<String, Answer> answers = new ConcurrentHashMap<>(Map.of(
            "HEAD", new Answer(200, "", "eu-west-1"),
            "publicAccessBlock", error(404, "NoSuchPublicAccessBlockConfiguration"),
            "policyStatus", policy(false),
            "acl", new Answer(200, NOBODY, ""),
            "uploads", new Answer(200, "<ListMultipartUploadsResult/>", ""),
            "write", new Answer(200, "", "")));

    private HttpServer server;
    private S3BundleStore store;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        AwsSettings settings = TestAwsSettings.of(Map.of(
                "aws.region", "eu-west-1",
                "aws.endpoint-url-s3", "http://127.0.0.1:" + server.getAddress().getPort(),
                "aws.access-key-id", "id",
                "aws.secret-access-key", "secret"));
        AwsClients clients = new AwsClients(settings);
        store = new S3BundleStore(clients.s3(), clients.presigner(), settings);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void bucketInAnotherRegion_isRefused() {
        answers.put("HEAD", new Answer(200, "", "us-east-1"));

        assertRefused(ReasonCode.BUCKET_UNUSABLE, "is in region us-east-1, the hosted cluster in eu-west-1");
    }

    @Test
    void bucketThatIsPublicByItsPolicy_isRefused() {
        answers.put("policyStatus", policy(true));

        assertRefused(ReasonCode.BUCKET_UNUSABLE, "public by its policy");
    }

    @Test
    void bucketThatIsPublicByItsAccessControlList_isRefused() {
        answers.put("acl", new Answer(200, EVERYBODY, ""));

        assertRefused(ReasonCode.BUCKET_UNUSABLE, "public by its access control list");
    }

    @ParameterizedTest
    @CsvSource({
        "publicAccessBlock, s3:GetBucketPublicAccessBlock",
        "policyStatus, s3:GetBucketPolicyStatus",
        "acl, s3:GetBucketAcl"
    })
    void bucketThatDoesNotSayWhetherItIsPublic_isRefusedWithThePermission(String question, String permission) {
        answers.put(question, error(403, "AccessDenied"));

        assertRefused(ReasonCode.BUCKET_UNUSABLE, permission);
    }

    @Test
    void bucketThatBlocksPublicAccess_needsNoFurtherProof() {
        answers.put(
                "publicAccessBlock",
                new Answer(
                        200,
                        "<PublicAccessBlockConfiguration><IgnorePublicAcls>true</IgnorePublicAcls>"
                                + "<RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>",
                        ""));
        answers.put("policyStatus", policy(true));
        answers.put("acl", new Answer(200, EVERYBODY, ""));
        answers.put("write", error(403, "AccessDenied"));

        assertRefused(ReasonCode.BUCKET_UNUSABLE, "refuses access");
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, BUCKET_UNUSABLE, refuses access",
        "404, NoSuchBucket, BUCKET_UNUSABLE, does not exist",
        "400, KMS.DisabledException, KMS_KEY_REFUSED, KMS.DisabledException",
        "400, KMS.NotFoundException, KMS_KEY_REFUSED, KMS.NotFoundException"
    })
    void bucketThatTakesNoObject_isRefused(int status, String code, ReasonCode reason, String why) {
        answers.put("write", error(status, code));

        assertRefused(reason, why);
    }

    @Test
    void bucketThatDoesNotTellOfUnfinishedUploads_isRefused() {
        answers.put("uploads", error(403, "AccessDenied"));

        assertRefused(ReasonCode.BUCKET_UNUSABLE, "refuses access");
    }

    @Test
    void keyThatItsPolicyRefuses_isTold() {
        answers.put(
                "write",
                new Answer(
                        403,
                        "<Error><Code>AccessDenied</Code><Message>not authorized to perform: kms:GenerateDataKey</Message></Error>",
                        ""));

        assertRefused(ReasonCode.KMS_KEY_REFUSED, "kms:GenerateDataKey");
    }

    private void assertRefused(ReasonCode reason, String why) {
        assertThatThrownBy(() -> store.checkBucket(ADDRESS, "eu-west-1"))
                .isInstanceOfSatisfying(BundleException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.getMessage()).contains("bucket bundles", why);
                    assertThat(refused.result().nextAction()).isNotBlank();
                });
    }

    private void answer(HttpExchange exchange) throws IOException {
        Answer answer = answers.get(asked(exchange));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (!answer.region().isEmpty()) {
            exchange.getResponseHeaders().set("x-amz-bucket-region", answer.region());
        }
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String asked(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        String query = exchange.getRequestURI().getRawQuery();
        if (WRITES.contains(method)) {
            return "write";
        }
        return "HEAD".equals(method) || query == null ? "HEAD" : query.replaceFirst("[=&].*", "");
    }

    private static Answer policy(boolean isPublic) {
        return new Answer(200, "<PolicyStatus><IsPublic>" + isPublic + "</IsPublic></PolicyStatus>", "");
    }

    private static Answer error(int status, String code) {
        return new Answer(status, "<Error><Code>" + code + "</Code></Error>", "");
    }

    private record Answer(int status, String body, String region) {}
}
