/**
 * Credentials. The smallest trusted code: what is secret is enciphered before it is stored, and
 * leaves only to a worker that holds a live lease on work that needs it.
 */
package io.opsconductor.secrets;
