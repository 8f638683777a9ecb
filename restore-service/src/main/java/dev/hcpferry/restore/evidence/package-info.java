/** Proofs that the destination is what the source was (DOMAIN "What kills data or instances", guard 2). */
@NullMarked
package dev.hcpferry.restore.evidence;

import org.jspecify.annotations.NullMarked;
