/** Starts the packaged services as processes on an embedded lab: for the demo and for end-to-end tests. */
@NullMarked
package dev.hcpferry.launcher;

import org.jspecify.annotations.NullMarked;
