package dev.hcpferry.common.etcd;

import io.etcd.jetcd.api.SnapshotRequest;
import io.etcd.jetcd.api.SnapshotResponse;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a member sends, in order, waiting for its reader. Asks for several messages ahead, because one that is asked for only when it is
 * needed costs a way to the member and two changes of threads for every 32 KiB.
 */
final class SnapshotArrivals implements ClientResponseObserver<SnapshotRequest, SnapshotResponse> {
    /** Together 1 MiB. */
    private static final int AHEAD = 32;

    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private @Nullable ClientCallStreamObserver<SnapshotRequest> call;
    private int taken;

    /** A message, or how the stream ended. */
    sealed interface Arrival {
        record Message(SnapshotResponse content) implements Arrival {}

        record End(Status status) implements Arrival {}
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<SnapshotRequest> started) {
        call = started;
        started.disableAutoRequestWithInitial(AHEAD);
    }

    @Override
    public void onNext(SnapshotResponse message) {
        arrived.add(new Arrival.Message(message));
    }

    @Override
    public void onError(Throwable fault) {
        arrived.add(new Arrival.End(Status.fromThrowable(fault)));
    }

    @Override
    public void onCompleted() {
        arrived.add(new Arrival.End(Status.OK));
    }

    /** The next one, waiting for it; after an end, the end again. For one reader. */
    Arrival take() throws InterruptedException {
        Arrival next = arrived.take();
        if (next instanceof Arrival.End) {
            arrived.add(next);
        } else if (++taken == AHEAD / 2 && call != null) {
            call.request(taken);
            taken = 0;
        }
        return next;
    }
}
