/** The lines between programs and the systems they talk to, which can be slow or cut. */
@NullMarked
package dev.hcpferry.lab.network;

import org.jspecify.annotations.NullMarked;
