package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import java.util.Optional;

/** What runs before etcd: fills an empty volume from the snapshot that its StatefulSet names, if any. */
final class EtcdInit {
    /** Where a StatefulSet names it. */
    static final String URL = "/spec/template/spec/initContainers/0/env/0/value";

    private final Side side;
    private final Surroundings world;

    EtcdInit(Side side, Surroundings world) {
        this.side = side;
        this.world = world;
    }

    /** Whether etcd may start. */
    boolean isInitialised() {
        if (side.volume().isPresent()) {
            return true;
        }
        Optional<EtcdData> data = data();
        data.ifPresent(side::volume);
        return data.isPresent();
    }

    private Optional<EtcdData> data() {
        Optional<String> url = side.cluster()
                .find(ResourceKind.STATEFUL_SET, Side.NAMESPACE, HyperShift.ETCD)
                .flatMap(etcd -> etcd.text(URL));
        if (url.isEmpty() || world.faults().restoresEmpty()) {
            return Optional.of(EtcdData.empty());
        }
        if (world.faults().restoresSplit()) {
            side.splits();
        }
        Optional<EtcdData> restored = world.download(url.get()).flatMap(EtcdData::restore);
        if (world.faults().restoresLess()) {
            restored.ifPresent(EtcdData::lose);
        }
        return restored;
    }
}
