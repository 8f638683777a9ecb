/** The words of a migration: names, policies, locations. Depends on nothing. */
@NullMarked
package dev.hcpferry.common.model;

import org.jspecify.annotations.NullMarked;
