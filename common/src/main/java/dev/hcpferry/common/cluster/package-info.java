/** Kubernetes API servers: management clusters by name, and the objects in them. */
@NullMarked
package dev.hcpferry.common.cluster;

import org.jspecify.annotations.NullMarked;
