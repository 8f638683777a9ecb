/** What goes wrong, and when. */
@NullMarked
package dev.hcpferry.simulation.plan;

import org.jspecify.annotations.NullMarked;
