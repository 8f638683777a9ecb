package dev.hcpferry.lab.judge;

import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The hosted cluster's own content: nothing lost, nothing made anew, every node the one it was. */
final class GuestCheck {

    private static final String OVN = "openshift-ovn-kubernetes";

    /** Where each migration writes down whence it came. */
    private static final String SOURCE_RECORD = "mgmt-parent-cluster";

    private GuestCheck() {}

    static List<String> check(Map<String, Thing> before, Map<String, Thing> now, boolean restartedOvn) {
        if (now.isEmpty()) {
            return List.of("the guest API serves nowhere");
        }
        List<String> found = new ArrayList<>();
        before.forEach((label, was) -> {
            Thing is = now.get(label);
            if (was.name().equals(SOURCE_RECORD)) {
                return;
            }
            boolean ovn = was.kind() == Kind.POD && was.namespace().equals(OVN);
            if (ovn) {
                if (restartedOvn && is != null && is.uid().equals(was.uid())) {
                    found.add("guest: " + label + " was not restarted");
                }
            } else if (is == null) {
                found.add("guest: " + label + " is lost");
            } else if (!is.uid().equals(was.uid())) {
                found.add("guest: " + label + " was deleted and made again");
            } else if (was.kind() == Kind.NODE) {
                node(was, is, found);
            } else {
                Comparison.differences(was, is).forEach(one -> found.add("guest: " + label + " changed: " + one));
            }
        });
        return found;
    }

    private static void node(Thing was, Thing is, List<String> found) {
        if (!is.text("/spec/providerID").equals(was.text("/spec/providerID"))) {
            found.add("guest: " + is.label() + " has another providerID");
        }
        if (!is.isTrue("Ready")) {
            found.add("guest: " + is.label() + " is not Ready");
        }
    }
}
