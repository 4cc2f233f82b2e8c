/** Credentials: written by people, read only by a worker that holds a live lease. */
package io.opsconductor.contracts.secrets;
