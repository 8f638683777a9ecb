/** The three services as processes that crash, freeze and start again. */
@NullMarked
package dev.hcpferry.simulation.service;

import org.jspecify.annotations.NullMarked;
