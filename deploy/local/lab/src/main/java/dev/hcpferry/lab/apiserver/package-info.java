/**
 * A Kubernetes API server without Kubernetes: storage, verbs, patches, watches and discovery as the real one does them.
 *
 * <p>It exists because fabric8's CRUD mock differs where a migration is decided: it appends in merge patches of lists,
 * ignores delete preconditions and keeps nulls that should remove a field.
 */
@NullMarked
package dev.hcpferry.lab.apiserver;

import org.jspecify.annotations.NullMarked;
