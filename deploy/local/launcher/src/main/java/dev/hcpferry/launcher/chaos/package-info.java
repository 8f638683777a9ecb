/** Migrations in bad weather: what goes wrong when is planned from a seed, and can be had again. */
@NullMarked
package dev.hcpferry.launcher.chaos;

import org.jspecify.annotations.NullMarked;
