/** Migrations in memory, in planned bad weather, judged from outside. */
@NullMarked
package dev.hcpferry.simulation;

import org.jspecify.annotations.NullMarked;
