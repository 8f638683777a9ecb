package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a store: what was there before, and what is there now.
 *
 * @param last the object as it was when it was removed, with the revision of its removal; else the object
 */
public record Change(
        long revision,
        ObjectKey key,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        ObjectNode last) {}
