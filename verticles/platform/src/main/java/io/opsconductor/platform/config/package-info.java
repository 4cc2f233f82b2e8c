/** Typed configuration: a section a group, read into a record, unknown keys refused. */
package io.opsconductor.platform.config;
