/** Real servers, as processes of this machine that end with this one. */
@NullMarked
package dev.hcpferry.lab.server;

import org.jspecify.annotations.NullMarked;
