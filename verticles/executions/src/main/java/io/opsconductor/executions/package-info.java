/**
 * Decides what runs where: executions, their tasks, the leases of workers, the ordered log. It
 * stores; workers do.
 */
package io.opsconductor.executions;
