/** What every service knows of every open migration, rebuilt from the events. */
@NullMarked
package dev.hcpferry.common.tracking;

import org.jspecify.annotations.NullMarked;
