/** Bundles of hosted clusters that go on running: {@link dev.hcpferry.backup.live.LivePhase} is the list. */
@NullMarked
package dev.hcpferry.backup.live;

import org.jspecify.annotations.NullMarked;
