/** A hosted cluster as HyperShift and Cluster API keep it on a management cluster (DOMAIN). */
@NullMarked
package dev.hcpferry.common.hypershift;

import org.jspecify.annotations.NullMarked;
