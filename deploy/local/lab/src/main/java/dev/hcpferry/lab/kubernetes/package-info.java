/** What Kubernetes itself does with objects: the controller manager and the kubelets, as far as a migration sees them. */
@NullMarked
package dev.hcpferry.lab.kubernetes;

import org.jspecify.annotations.NullMarked;
