/**
 * Signed caller contexts: made by auth for users and by each service for itself, verified before
 * any handler runs.
 */
package io.opsconductor.platform.context;
