/** Management clusters. */
@NullMarked
package dev.hcpferry.lab.cluster;

import org.jspecify.annotations.NullMarked;
