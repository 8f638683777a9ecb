package dev.hcpferry.benchmark.subject;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import io.grpc.ManagedChannel;
import java.util.SplittableRandom;

/** Fills an etcd with keys and values of the size that Kubernetes objects have, and of content that can't be compressed. */
public final class EtcdFiller {
    private static final int VALUE_BYTES = 8 * 1024;
    private static final int PUTS_PER_TRANSACTION = 64;
    private static final long MEGABYTE = 1_000_000;

    private final KVGrpc.KVBlockingStub etcd;
    private final SplittableRandom random = new SplittableRandom(1);
    private long keys;

    public EtcdFiller(ManagedChannel channel) {
        this.etcd = KVGrpc.newBlockingStub(channel);
    }

    /** Returns when the values together have this size. */
    public void fill(int megabytes) {
        while (keys * VALUE_BYTES < megabytes * MEGABYTE) {
            TxnRequest.Builder transaction = TxnRequest.newBuilder();
            for (int put = 0; put < PUTS_PER_TRANSACTION; put++) {
                transaction.addSuccess(RequestOp.newBuilder().setRequestPut(next()));
            }
            etcd.txn(transaction.build());
        }
    }

    private PutRequest next() {
        byte[] value = new byte[VALUE_BYTES];
        random.nextBytes(value);
        return PutRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8("/registry/objects/" + keys++))
                .setValue(ByteString.copyFrom(value))
                .build();
    }
}
