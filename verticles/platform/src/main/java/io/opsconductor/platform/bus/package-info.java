/**
 * Operations served and called through one place each: {@link
 * io.opsconductor.platform.bus.OperationServer} and {@link io.opsconductor.platform.bus.BusClient}.
 */
package io.opsconductor.platform.bus;
