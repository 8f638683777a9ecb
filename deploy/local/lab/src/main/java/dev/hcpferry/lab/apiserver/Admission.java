package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What a cluster asks of objects beyond their form, as validation rules of a CustomResourceDefinition do. */
@FunctionalInterface
public interface Admission {

    Admission EVERYTHING = (resource, before, after) -> {};

    /**
     * Throws an {@link ApiProblem} when the write must not happen.
     *
     * @param before null when the object is created
     */
    void check(ApiResource resource, @Nullable ObjectNode before, ObjectNode after);

    /** Both have to agree. */
    default Admission and(Admission other) {
        return (resource, before, after) -> {
            check(resource, before, after);
            other.check(resource, before, after);
        };
    }
}
