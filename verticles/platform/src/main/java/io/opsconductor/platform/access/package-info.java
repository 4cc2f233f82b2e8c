/**
 * Decides what a caller may do to which object: one place, used by every service that owns objects.
 */
package io.opsconductor.platform.access;
