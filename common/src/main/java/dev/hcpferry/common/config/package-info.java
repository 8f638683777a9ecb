/** The settings of the services (CONTRACT "Starting a service"). */
@NullMarked
package dev.hcpferry.common.config;

import org.jspecify.annotations.NullMarked;
