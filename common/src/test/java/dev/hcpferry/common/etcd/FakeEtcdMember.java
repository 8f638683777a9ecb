package dev.hcpferry.common.etcd;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.Member;
import io.etcd.jetcd.api.MemberListRequest;
import io.etcd.jetcd.api.MemberListResponse;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.etcd.jetcd.api.ResponseHeader;
import io.etcd.jetcd.api.SnapshotRequest;
import io.etcd.jetcd.api.SnapshotResponse;
import io.etcd.jetcd.api.StatusRequest;
import io.etcd.jetcd.api.StatusResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An etcd member's gRPC, with mutual TLS, answering from memory. */
final class FakeEtcdMember implements AutoCloseable {
    static final int CHUNK = 32 * 1024;

    private final Server server;
    private final AtomicInteger chunksSent = new AtomicInteger();
    private final CountDownLatch snapshotCancelled = new CountDownLatch(1);
    private volatile byte[] snapshot = new byte[0];
    private volatile int failAfterChunks = Integer.MAX_VALUE;
    private volatile boolean failQuietly;
    private volatile List<String> errors = List.of();
    private volatile boolean silent;

    FakeEtcdMember(TestCertificate own, TestCertificate client) throws Exception {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sslContext(GrpcSslContexts.configure(SslContextBuilder.forServer(own.key(), own.certificate()))
                        .trustManager(client.certificate())
                        .clientAuth(ClientAuth.REQUIRE)
                        .build())
                .addService(new Maintenance())
                .addService(new Cluster())
                .addService(new KeyValues())
                .build()
                .start();
    }

    int port() {
        return server.getPort();
    }

    void serve(byte[] content) {
        snapshot = content;
    }

    /** The next snapshots end after so many chunks: with an error, or as if complete. */
    void failAfter(int chunks, boolean quietly) {
        failAfterChunks = chunks;
        failQuietly = quietly;
    }

    void report(String... texts) {
        errors = List.of(texts);
    }

    void fallSilent() {
        silent = true;
    }

    int chunksSent() {
        return chunksSent.get();
    }

    CountDownLatch snapshotCancelled() {
        return snapshotCancelled;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static ResponseHeader header() {
        return ResponseHeader.newBuilder()
                .setMemberId(11)
                .setClusterId(77)
                .setRevision(4711)
                .build();
    }

    private final class Maintenance extends MaintenanceGrpc.MaintenanceImplBase {
        @Override
        public void status(StatusRequest request, StreamObserver<StatusResponse> answers) {
            if (silent) {
                return;
            }
            UnknownFieldSet.Field.Builder texts = UnknownFieldSet.Field.newBuilder();
            errors.forEach(text -> texts.addLengthDelimited(ByteString.copyFromUtf8(text)));
            answers.onNext(StatusResponse.newBuilder()
                    .setHeader(header())
                    .setLeader(12)
                    .setVersion("3.6.4")
                    .setDbSize(123456)
                    .setUnknownFields(UnknownFieldSet.newBuilder()
                            .addField(8, texts.build())
                            .build())
                    .build());
            answers.onCompleted();
        }

        @Override
        public void snapshot(SnapshotRequest request, StreamObserver<SnapshotResponse> answers) {
            ServerCallStreamObserver<SnapshotResponse> call = (ServerCallStreamObserver<SnapshotResponse>) answers;
            call.setOnCancelHandler(snapshotCancelled::countDown);
            call.setOnReadyHandler(new SnapshotSender(call));
        }
    }

    /** Sends while the reader wants more, as etcd does. */
    private final class SnapshotSender implements Runnable {
        private final ServerCallStreamObserver<SnapshotResponse> call;
        private int position;
        private int chunks;
        private boolean ended;

        SnapshotSender(ServerCallStreamObserver<SnapshotResponse> call) {
            this.call = call;
        }

        @Override
        public void run() {
            while (!ended && call.isReady()) {
                if (position == snapshot.length || (chunks == failAfterChunks && failQuietly)) {
                    ended = true;
                    call.onCompleted();
                } else if (chunks == failAfterChunks) {
                    ended = true;
                    call.onError(Status.UNAVAILABLE
                            .withDescription("the member stops")
                            .asRuntimeException());
                } else {
                    send();
                }
            }
        }

        private void send() {
            int length = Math.min(CHUNK, snapshot.length - position);
            position += length;
            chunks++;
            chunksSent.incrementAndGet();
            call.onNext(SnapshotResponse.newBuilder()
                    .setBlob(ByteString.copyFrom(snapshot, position - length, length))
                    .setRemainingBytes(snapshot.length - position)
                    .build());
        }
    }

    private static final class Cluster extends ClusterGrpc.ClusterImplBase {
        @Override
        public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> answers) {
            MemberListResponse.Builder list = MemberListResponse.newBuilder().setHeader(header());
            Stream.of(11L, 12L, -13L)
                    .forEach(id -> list.addMembers(Member.newBuilder().setID(id)));
            answers.onNext(list.build());
            answers.onCompleted();
        }
    }

    private static final class KeyValues extends KVGrpc.KVImplBase {
        @Override
        public void range(RangeRequest request, StreamObserver<RangeResponse> answers) {
            ByteString all = ByteString.copyFrom(new byte[1]);
            boolean asExpected = request.getKey().equals(all)
                    && request.getRangeEnd().equals(all)
                    && request.getCountOnly()
                    && request.getSerializable();
            if (!asExpected) {
                answers.onError(Status.INVALID_ARGUMENT.asRuntimeException());
            } else if (request.getRevision() > 4711) {
                answers.onError(Status.OUT_OF_RANGE
                        .withDescription("etcdserver: mvcc: required revision is a future revision")
                        .asRuntimeException());
            } else {
                answers.onNext(RangeResponse.newBuilder()
                        .setHeader(header())
                        .setCount(request.getRevision() - 1)
                        .build());
                answers.onCompleted();
            }
        }
    }
}
