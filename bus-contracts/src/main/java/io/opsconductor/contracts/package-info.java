/**
 * What services say to each other: operations, events, hints, the records that they carry, the one
 * error that crosses the bus, and the JSON codec. Within a version of an address only optional
 * fields are added.
 */
package io.opsconductor.contracts;
