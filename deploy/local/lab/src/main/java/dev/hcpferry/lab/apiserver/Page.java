package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next where the next page starts; empty when there is none
 */
record Page(List<ObjectNode> objects, String next) {

    static Page of(SortedMap<ObjectKey, ObjectNode> all, @Nullable String limit, @Nullable String token) {
        String after = token == null ? "" : new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        long most = limit == null || limit.equals("0") ? Long.MAX_VALUE : Long.parseLong(limit);
        List<ObjectNode> objects = new ArrayList<>();
        String last = "";
        for (var entry : all.entrySet()) {
            String place = entry.getKey().namespace() + "\0" + entry.getKey().name();
            if (objects.size() == most) {
                return new Page(objects, Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
            }
            if (place.compareTo(after) > 0) {
                objects.add(entry.getValue());
                last = place;
            }
        }
        return new Page(objects, "");
    }
}
