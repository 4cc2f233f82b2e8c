/**
 * What really happened on the targets, written down by the commands themselves, and its comparison
 * with what the product says.
 */
package io.opsconductor.testkit.history;
