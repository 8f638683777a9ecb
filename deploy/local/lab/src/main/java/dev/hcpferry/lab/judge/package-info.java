/** Compares the world before a migration with the world after it. */
@NullMarked
package dev.hcpferry.lab.judge;

import org.jspecify.annotations.NullMarked;
