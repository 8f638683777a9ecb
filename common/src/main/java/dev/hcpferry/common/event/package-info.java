/** The events on the wire (CONTRACT "Events"): small facts, never secrets. */
@NullMarked
package dev.hcpferry.common.event;

import org.jspecify.annotations.NullMarked;
