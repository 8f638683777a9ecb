/** Shows a migration while it happens: redrawn in place on a terminal, line by line elsewhere. */
@NullMarked
package dev.hcpferry.launcher.display;

import org.jspecify.annotations.NullMarked;
