/** The etcd of a hosted cluster, member by member. */
@NullMarked
package dev.hcpferry.common.etcd;

import org.jspecify.annotations.NullMarked;
