/**
 * When schedules are due: pure functions of a specification and a time zone, without a clock, a bus
 * or a database.
 */
package io.opsconductor.schedules.time;
