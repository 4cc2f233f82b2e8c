/** Runs, tasks, leases, output. */
package io.opsconductor.contracts.executions;
