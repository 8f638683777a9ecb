package dev.hcpferry.backup.step;

import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Site;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When the guest API went away, as it is noted on its deployment. */
final class ApiOutage {
    private ApiOutage() {}

    /** Null while the API servers have not been scaled down. */
    static @Nullable Instant since(Site source) {
        return source.deployment(HyperShift.KUBE_APISERVER)
                .flatMap(deployment -> deployment.annotation(OwnershipMarks.SCALED_DOWN_AT))
                .map(Instant::parse)
                .orElse(null);
    }
}
