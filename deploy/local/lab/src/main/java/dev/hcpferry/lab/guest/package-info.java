/** The hosted cluster itself: its etcd and API server as a management cluster runs them, its public address, its nodes and users. */
@NullMarked
package dev.hcpferry.lab.guest;

import org.jspecify.annotations.NullMarked;
