/** What {@code /q/health} says: whether this service can work, and if not, why. Probes read what is known and wait for nothing. */
@NullMarked
package dev.hcpferry.common.health;

import org.jspecify.annotations.NullMarked;
