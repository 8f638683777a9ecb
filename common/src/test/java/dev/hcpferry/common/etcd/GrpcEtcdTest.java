package dev.hcpferry.common.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcEtcdTest {
    private static final String NAMESPACE = "clusters-hc1";
    private static final String POD = "etcd-0";

    private static TestCertificate serving;
    private static TestCertificate client;

    private final GrpcEtcd etcd = new GrpcEtcd(Duration.ofSeconds(20));
    private FakeEtcdMember member;
    private FakeManagementCluster cluster;

    @BeforeAll
    static void createCertificates(@TempDir Path directory) throws Exception {
        serving = TestCertificate.create(directory, "serving");
        client = TestCertificate.create(directory, "client");
    }

    @BeforeEach
    void start() throws Exception {
        member = new FakeEtcdMember(serving, client);
        cluster = new FakeManagementCluster(member.port());
        cluster.add(secret(Map.of("etcd-client.crt", client.certificatePem(), "etcd-client.key", client.pkcs1Pem())));
        cluster.add(authority(serving.certificatePem()));
    }

    @AfterEach
    void stop() {
        member.close();
    }

    @Test
    void member_tellsWhatItSees() {
        member.report("memberID:12 alarm:NOSPACE ", "memberID:11 alarm:CORRUPT", "etcdserver: no leader");

        try (EtcdConnection connection = connect()) {
            EtcdMember seen = connection.member();

            assertThat(seen.pod()).isEqualTo(POD);
            assertThat(seen.memberId()).isEqualTo(11);
            assertThat(seen.clusterId()).isEqualTo(77);
            assertThat(seen.leader()).isEqualTo(12);
            assertThat(seen.members()).isEqualTo(Set.of(11L, 12L, -13L));
            assertThat(seen.revision()).isEqualTo(4711);
            assertThat(seen.dbBytes()).isEqualTo(123456);
            assertThat(seen.version()).isEqualTo("3.6.4");
            assertThat(seen.alarms()).containsExactly("NOSPACE", "CORRUPT");
        }
    }

    @Test
    void healthyMember_hasNoAlarms() {
        try (EtcdConnection connection = connect()) {
            assertThat(connection.member().alarms()).isEmpty();
        }
    }

    @Test
    void revisionAlone_isThatOfTheStatus() {
        try (EtcdConnection connection = connect()) {
            assertThat(connection.revision()).isEqualTo(4711);
        }
    }

    @Test
    void keysAtARevision_areCounted() {
        try (EtcdConnection connection = connect()) {
            assertThat(connection.keys(4711)).isEqualTo(4710);
            assertThatThrownBy(() -> connection.keys(4712))
                    .isInstanceOf(EtcdException.class)
                    .hasMessageContaining("etcd-0 does not answer for its key count")
                    .hasMessageContaining("future revision");
        }
    }

    @Test
    void snapshot_streamsEveryByte() throws Exception {
        byte[] content = content(10 * FakeEtcdMember.CHUNK + 77);
        member.serve(content);

        try (EtcdConnection connection = connect();
                InputStream snapshot = connection.snapshot()) {
            assertThat(snapshot.read()).isEqualTo(content[0] & 0xff);
            assertThat(snapshot.readAllBytes()).hasSize(content.length - 1);
            assertThat(snapshot.read()).isNegative();
        }
        try (EtcdConnection connection = connect();
                InputStream snapshot = connection.snapshot()) {
            assertThat(snapshot.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void slowReader_holdsTheMemberBack() throws Exception {
        member.serve(content(1000 * FakeEtcdMember.CHUNK));

        try (EtcdConnection connection = connect();
                InputStream snapshot = connection.snapshot()) {
            assertThat(snapshot.read()).isNotNegative();

            await().during(Duration.ofMillis(500)).until(() -> member.chunksSent() < 200);
        }
    }

    @Test
    void snapshotThatBreaks_isAnIOException() {
        member.serve(content(10 * FakeEtcdMember.CHUNK));
        member.failAfter(3, false);

        try (EtcdConnection connection = connect()) {
            assertThatThrownBy(() -> connection.snapshot().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("etcd-0 broke off its snapshot after 98304 bytes");
        }
    }

    @Test
    void snapshotThatEndsEarly_isAnIOException() {
        member.serve(content(10 * FakeEtcdMember.CHUNK));
        member.failAfter(3, true);

        try (EtcdConnection connection = connect()) {
            assertThatThrownBy(() -> connection.snapshot().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ended its snapshot early: 98304 of at least 327680 bytes");
        }
    }

    @Test
    void memberThatDiesDuringASnapshot_isAnIOException() throws Exception {
        member.serve(content(1000 * FakeEtcdMember.CHUNK));

        try (EtcdConnection connection = connect();
                InputStream snapshot = connection.snapshot()) {
            assertThat(snapshot.read()).isNotNegative();
            member.close();

            assertThatThrownBy(snapshot::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closingTheStream_stopsTheMember() throws Exception {
        member.serve(content(1000 * FakeEtcdMember.CHUNK));

        try (EtcdConnection connection = connect()) {
            InputStream snapshot = connection.snapshot();
            assertThat(snapshot.read()).isNotNegative();
            snapshot.close();

            assertThat(member.snapshotCancelled().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void interruptedReader_stopsAndStaysInterrupted() throws Exception {
        member.serve(content(1000 * FakeEtcdMember.CHUNK));

        try (EtcdConnection connection = connect();
                InputStream snapshot = connection.snapshot()) {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(snapshot::readAllBytes).isInstanceOf(InterruptedIOException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Test
    void closing_closesTheWayToo() {
        EtcdConnection connection = connect();
        assertThat(cluster.openConnections()).isOne();

        connection.close();

        assertThat(cluster.openConnections()).isZero();
    }

    @Test
    void silentMember_isGivenUp() {
        member.fallSilent();
        GrpcEtcd impatient = new GrpcEtcd(Duration.ofMillis(500));

        try (EtcdConnection connection = impatient.connect(cluster.port(), NAMESPACE, POD)) {
            assertThatThrownBy(connection::member)
                    .isInstanceOf(EtcdException.class)
                    .hasMessageContaining("DEADLINE_EXCEEDED");
        }
    }

    @Test
    void memberOfAnotherAuthority_isNotTrusted() throws Exception {
        cluster.add(authority(client.certificatePem()));

        try (EtcdConnection connection = connect()) {
            assertThatThrownBy(connection::member).isInstanceOf(EtcdException.class);
        }
    }

    @Test
    void authorityOfOldVersions_isFoundInTheSecret() throws Exception {
        FakeManagementCluster old = new FakeManagementCluster(member.port());
        old.add(secret(Map.of(
                "etcd-client.crt", client.certificatePem(),
                "etcd-client.key", client.pkcs8Pem(),
                "etcd-client-ca.crt", serving.certificatePem())));

        try (EtcdConnection connection = etcd.connect(old.port(), NAMESPACE, POD)) {
            assertThat(connection.member().memberId()).isEqualTo(11);
        }
    }

    @Test
    void missingCredentials_areNamed() throws Exception {
        FakeManagementCluster empty = new FakeManagementCluster(member.port());
        assertThatThrownBy(() -> etcd.connect(empty.port(), NAMESPACE, POD))
                .isInstanceOf(EtcdException.class)
                .hasMessageContaining("Secret clusters-hc1/etcd-client-tls is missing");

        empty.add(secret(Map.of("etcd-client.crt", client.certificatePem())));
        assertThatThrownBy(() -> etcd.connect(empty.port(), NAMESPACE, POD))
                .hasMessageContaining("ConfigMap clusters-hc1/etcd-ca has no ca.crt");

        empty.add(authority(serving.certificatePem()));
        assertThatThrownBy(() -> etcd.connect(empty.port(), NAMESPACE, POD)).hasMessageContaining("etcd-client.key");
        assertThat(empty.openConnections()).isZero();
    }

    @Test
    void unusableKey_isReportedWithoutShowingIt() throws Exception {
        cluster.add(secret(Map.of("etcd-client.crt", client.certificatePem(), "etcd-client.key", "hunter2")));

        assertThatThrownBy(this::connect)
                .isInstanceOf(EtcdException.class)
                .hasMessageContaining("clusters-hc1")
                .hasStackTraceContaining("no private key in PEM form")
                .satisfies(
                        problem -> assertThat(problem.getCause().getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void credentials_areNotShown() {
        assertThat(new EtcdCredentials("certificate", "key", "authority")).hasToString("EtcdCredentials[…]");
    }

    private EtcdConnection connect() {
        return etcd.connect(cluster.port(), NAMESPACE, POD);
    }

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(7).nextBytes(content);
        return content;
    }

    private static KubernetesObject secret(Map<String, String> entries) {
        KubernetesObject secret = KubernetesObject.create(ResourceKind.SECRET, NAMESPACE, "etcd-client-tls");
        entries.forEach((name, text) -> secret.json()
                .withObject("/data")
                .put(name, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        return secret;
    }

    private static KubernetesObject authority(String pem) {
        KubernetesObject authority = KubernetesObject.create(ResourceKind.CONFIG_MAP, NAMESPACE, "etcd-ca");
        authority.json().putObject("data").put("ca.crt", pem);
        return authority;
    }
}
