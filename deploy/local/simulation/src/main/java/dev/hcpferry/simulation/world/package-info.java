/** Two management clusters and everybody who acts on them. */
@NullMarked
package dev.hcpferry.simulation.world;

import org.jspecify.annotations.NullMarked;
