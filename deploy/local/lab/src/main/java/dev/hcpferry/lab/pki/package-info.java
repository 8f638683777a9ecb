/** Certificate authorities and certificates with RSA keys in PKCS#1 PEM, as HyperShift writes them. */
@NullMarked
package dev.hcpferry.lab.pki;

import org.jspecify.annotations.NullMarked;
