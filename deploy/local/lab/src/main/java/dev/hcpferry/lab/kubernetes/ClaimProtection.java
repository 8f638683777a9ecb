package dev.hcpferry.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;

/** Lets go of deleted claims that no pod uses any more; real API servers hold on to each with a finalizer. */
public final class ClaimProtection extends Controller {

    private static final String FINALIZER = "kubernetes.io/pvc-protection";

    public ClaimProtection(String cluster, Objects objects) {
        super(cluster + "-claim-protection", objects);
    }

    @Override
    protected void reconcile() {
        each(objects.list(Kind.CLAIM), claim -> {
            if (claim.deleting()
                    && objects.list(Kind.POD, claim.namespace()).stream().noneMatch(pod -> uses(pod, claim))) {
                objects.removeFinalizer(claim, FINALIZER);
            }
        });
    }

    private static boolean uses(Thing pod, Thing claim) {
        for (JsonNode volume : pod.at("/spec/volumes")) {
            if (volume.at("/persistentVolumeClaim/claimName").asText().equals(claim.name())) {
                return true;
            }
        }
        return false;
    }
}
