/** The group {@code schedules}: when what is run. */
package io.opsconductor.schedules;
