/** Whether the invariants hold. */
@NullMarked
package dev.hcpferry.simulation.judge;

import org.jspecify.annotations.NullMarked;
