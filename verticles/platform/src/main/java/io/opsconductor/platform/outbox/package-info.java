/**
 * Events leave a service through its outbox: written with the change, relayed until acknowledged.
 */
package io.opsconductor.platform.outbox;
