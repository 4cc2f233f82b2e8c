/** What workers do when asked directly. */
package io.opsconductor.contracts.workers;
