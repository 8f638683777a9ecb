package dev.hcpferry.lab.guest;

import com.google.protobuf.ByteString;
import dev.hcpferry.lab.apiserver.ObjectStore;
import io.etcd.jetcd.api.AlarmRequest;
import io.etcd.jetcd.api.AlarmResponse;
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
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** etcd's gRPC API as one member answers it, as far as a migration asks. */
final class EtcdService {

    private static final String VERSION = "3.6.4";
    private static final int CHUNK = 32 * 1024;

    private final EtcdMember member;

    EtcdService(EtcdMember member) {
        this.member = member;
    }

    List<BindableService> services() {
        return List.of(new Maintenance(), new Cluster(), new KeyValue());
    }

    private ResponseHeader header() {
        return ResponseHeader.newBuilder()
                .setClusterId(member.clusterId())
                .setMemberId(member.id())
                .setRevision(member.data().store().revision())
                .setRaftTerm(2)
                .build();
    }

    private static <T> void answer(StreamObserver<T> observer, T response) {
        observer.onNext(response);
        observer.onCompleted();
    }

    private final class Maintenance extends MaintenanceGrpc.MaintenanceImplBase {

        @Override
        public void status(StatusRequest request, StreamObserver<StatusResponse> observer) {
            long size = Snapshot.write(member.data()).length;
            answer(
                    observer,
                    StatusResponse.newBuilder()
                            .setHeader(header())
                            .setVersion(VERSION)
                            .setDbSize(size)
                            .setLeader(member.leader())
                            .setRaftIndex(member.data().store().revision())
                            .setRaftTerm(2)
                            .build());
        }

        @Override
        public void alarm(AlarmRequest request, StreamObserver<AlarmResponse> observer) {
            answer(observer, AlarmResponse.newBuilder().setHeader(header()).build());
        }

        @Override
        public void snapshot(SnapshotRequest request, StreamObserver<SnapshotResponse> observer) {
            byte[] file = Snapshot.write(member.data());
            for (int start = 0; start < file.length; start += CHUNK) {
                int length = Math.min(CHUNK, file.length - start);
                observer.onNext(SnapshotResponse.newBuilder()
                        .setHeader(header())
                        .setRemainingBytes(file.length - start - length)
                        .setBlob(ByteString.copyFrom(file, start, length))
                        .build());
            }
            observer.onCompleted();
        }
    }

    private final class Cluster extends ClusterGrpc.ClusterImplBase {

        @Override
        public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> observer) {
            MemberListResponse.Builder list = MemberListResponse.newBuilder().setHeader(header());
            member.knownMembers()
                    .forEach((name, id) -> list.addMembers(Member.newBuilder()
                            .setID(id)
                            .setName(name)
                            .addPeerURLs("https://" + name + ".etcd-discovery:2380")
                            .addClientURLs("https://" + name + ".etcd-discovery:2379")));
            answer(observer, list.build());
        }
    }

    private final class KeyValue extends KVGrpc.KVImplBase {

        /** Only counts of the whole key space, now or at an earlier revision. */
        @Override
        public void range(RangeRequest request, StreamObserver<RangeResponse> observer) {
            if (request.getRevision() > member.data().store().revision()) {
                observer.onError(Status.OUT_OF_RANGE
                        .withDescription("etcdserver: mvcc: required revision is a future revision")
                        .asRuntimeException());
                return;
            }
            if (!request.getCountOnly()) {
                observer.onError(
                        Status.UNIMPLEMENTED.withDescription("only counts").asRuntimeException());
                return;
            }
            ObjectStore store = member.data().store();
            answer(
                    observer,
                    RangeResponse.newBuilder()
                            .setHeader(header())
                            .setCount(request.getRevision() == 0 ? store.size() : store.sizeAt(request.getRevision()))
                            .build());
        }
    }
}
