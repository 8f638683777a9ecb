package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The kinds that an API server serves, and the discovery documents that say so. */
public record Catalog(List<ApiResource> resources) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    public Catalog {
        resources = List.copyOf(resources);
    }

    Optional<ApiResource> find(String group, String version, String plural) {
        return resources.stream()
                .filter(one -> one.group().equals(group)
                        && one.version().equals(version)
                        && one.plural().equals(plural))
                .findFirst();
    }

    /** The discovery document at this path, if there is one. */
    Optional<ObjectNode> document(List<String> path) {
        if (path.equals(List.of("api"))) {
            ObjectNode versions = JSON.objectNode().put("kind", "APIVersions");
            versions.putArray("versions").add("v1");
            return Optional.of(versions);
        }
        if (path.equals(List.of("api", "v1"))) {
            return resourceList("", "v1");
        }
        if (path.isEmpty() || !path.getFirst().equals("apis")) {
            return Optional.empty();
        }
        return switch (path.size()) {
            case 1 -> Optional.of(groupList());
            case 2 -> groups().contains(path.get(1)) ? Optional.of(group(path.get(1))) : Optional.empty();
            case 3 -> resourceList(path.get(1), path.get(2));
            default -> Optional.empty();
        };
    }

    private Optional<ObjectNode> resourceList(String group, String version) {
        List<ApiResource> served = resources.stream()
                .filter(one -> one.group().equals(group) && one.version().equals(version))
                .toList();
        if (served.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode list = JSON.objectNode()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", served.getFirst().groupVersion());
        ArrayNode entries = list.putArray("resources");
        for (ApiResource resource : served) {
            entries.add(entry(resource, resource.plural()));
            if (resource.status()) {
                entries.add(entry(resource, resource.plural() + "/status"));
            }
        }
        return Optional.of(list);
    }

    private static ObjectNode entry(ApiResource resource, String name) {
        ObjectNode entry = JSON.objectNode()
                .put("name", name)
                .put("singularName", resource.kind().toLowerCase(java.util.Locale.ROOT))
                .put("namespaced", resource.namespaced())
                .put("kind", resource.kind());
        ArrayNode verbs = entry.putArray("verbs");
        (name.endsWith("/status") ? List.of("get", "patch", "update") : VERBS).forEach(verbs::add);
        return entry;
    }

    private ObjectNode groupList() {
        ObjectNode list = JSON.objectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        groups().forEach(name -> groups.add(group(name)));
        return list;
    }

    private ObjectNode group(String name) {
        ObjectNode group = JSON.objectNode()
                .put("kind", "APIGroup")
                .put("apiVersion", "v1")
                .put("name", name);
        ArrayNode versions = group.putArray("versions");
        resources.stream()
                .filter(one -> one.group().equals(name))
                .map(ApiResource::version)
                .distinct()
                .forEach(version -> versions.add(version(name, version)));
        group.set("preferredVersion", versions.get(0));
        return group;
    }

    private static ObjectNode version(String group, String version) {
        return JSON.objectNode().put("groupVersion", group + "/" + version).put("version", version);
    }

    private Set<String> groups() {
        return resources.stream()
                .map(ApiResource::group)
                .filter(group -> !group.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
