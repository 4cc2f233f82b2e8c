/** What to run: definitions and every version of them. */
package io.opsconductor.contracts.jobs;
