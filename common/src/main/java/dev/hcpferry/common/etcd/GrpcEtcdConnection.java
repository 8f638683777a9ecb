package dev.hcpferry.common.etcd;

import com.google.protobuf.ByteString;
import dev.hcpferry.common.cluster.ManagementCluster.PodConnection;
import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.Member;
import io.etcd.jetcd.api.MemberListRequest;
import io.etcd.jetcd.api.MemberListResponse;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.StatusRequest;
import io.etcd.jetcd.api.StatusResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A gRPC channel to one member, and the way that it goes through. */
final class GrpcEtcdConnection implements EtcdConnection {
    /** {@code StatusResponse.errors}, which the stubs do not know yet: texts such as {@code memberID:1 alarm:NOSPACE}. */
    private static final int STATUS_ERRORS_FIELD = 8;

    private static final Pattern ALARM = Pattern.compile("alarm:\\s*(\\w+)");
    /** As key and as end of a range: all keys. */
    private static final ByteString ALL = ByteString.copyFrom(new byte[1]);

    private final String pod;
    private final PodConnection way;
    private final ManagedChannel channel;
    private final Duration requestTimeout;

    GrpcEtcdConnection(String pod, PodConnection way, ManagedChannel channel, Duration requestTimeout) {
        this.pod = pod;
        this.way = way;
        this.channel = channel;
        this.requestTimeout = requestTimeout;
    }

    /**
     * Asks for nothing that needs a quorum: the member list without {@code linearizable} is the member's own, and alarms come
     * from its status, since the Alarm call goes through raft even to read.
     */
    @Override
    public EtcdMember member() {
        StatusResponse status = status();
        MemberListResponse list = ask(
                "member list",
                () -> inTime(ClusterGrpc.newBlockingStub(channel)).memberList(MemberListRequest.getDefaultInstance()));
        return new EtcdMember(
                pod,
                status.getHeader().getMemberId(),
                status.getHeader().getClusterId(),
                status.getLeader(),
                list.getMembersList().stream().map(Member::getID).collect(Collectors.toUnmodifiableSet()),
                status.getHeader().getRevision(),
                status.getDbSize(),
                status.getVersion(),
                alarms(status));
    }

    @Override
    public long revision() {
        return status().getHeader().getRevision();
    }

    private StatusResponse status() {
        return ask(
                "status",
                () -> inTime(MaintenanceGrpc.newBlockingStub(channel)).status(StatusRequest.getDefaultInstance()));
    }

    @Override
    public long keys(long revision) {
        RangeRequest everything = RangeRequest.newBuilder()
                .setKey(ALL)
                .setRangeEnd(ALL)
                .setRevision(revision)
                .setCountOnly(true)
                .setSerializable(true)
                .build();
        return ask("key count", () -> inTime(KVGrpc.newBlockingStub(channel)).range(everything))
                .getCount();
    }

    @Override
    public InputStream snapshot() {
        return new SnapshotStream(pod, channel);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        way.close();
    }

    private <S extends AbstractStub<S>> S inTime(S stub) {
        return stub.withDeadlineAfter(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <T> T ask(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (StatusRuntimeException e) {
            throw new EtcdException(pod + " does not answer for its " + what + ": " + describe(e.getStatus()), e);
        }
    }

    /** The transport appends its pipeline and a stack trace. */
    private static String describe(Status status) {
        String description = status.getDescription();
        return description == null
                ? status.getCode().name()
                : status.getCode() + ", " + description.lines().findFirst().orElse("");
    }

    private static List<String> alarms(StatusResponse status) {
        return status.getUnknownFields().getField(STATUS_ERRORS_FIELD).getLengthDelimitedList().stream()
                .map(ByteString::toStringUtf8)
                .map(ALARM::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }
}
