/** The REST API (CONTRACT "Starting a service"). */
@NullMarked
package dev.hcpferry.common.api;

import org.jspecify.annotations.NullMarked;
