/**
 * HyperShift, Cluster API, its AWS provider and ExternalDNS as they run on a management cluster, with the habits that make a
 * migration dangerous: each class says which.
 */
@NullMarked
package dev.hcpferry.lab.operator;

import org.jspecify.annotations.NullMarked;
