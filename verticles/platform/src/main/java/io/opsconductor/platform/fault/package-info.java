/**
 * Points at which a test has a node die or freeze, to prove what survives it. Nothing happens at
 * them unless the JVM is started with {@code -Dopsconductor.fault=…}; no flag, environment variable
 * or configuration key of the product arms one.
 */
package io.opsconductor.platform.fault;
