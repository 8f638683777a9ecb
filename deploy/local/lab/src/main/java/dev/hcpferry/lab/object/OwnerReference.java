package dev.hcpferry.lab.object;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An object's owner, as its metadata names it. */
public record OwnerReference(String apiVersion, String kind, String name, String uid, boolean controller) {

    /** A reference to this object as a controller makes it. */
    public static OwnerReference controller(Thing owner) {
        return to(owner, true);
    }

    /** A plain reference to this object. */
    public static OwnerReference plain(Thing owner) {
        return to(owner, false);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("apiVersion", apiVersion)
                .put("kind", kind)
                .put("name", name)
                .put("uid", uid);
        return controller ? json.put("controller", true).put("blockOwnerDeletion", true) : json;
    }

    private static OwnerReference to(Thing owner, boolean controller) {
        return new OwnerReference(
                owner.kind().resource().groupVersion(), owner.kind().kind(), owner.name(), owner.uid(), controller);
    }
}
