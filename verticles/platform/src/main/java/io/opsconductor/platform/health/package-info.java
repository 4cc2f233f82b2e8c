/** What probes and scrapers ask of a process. */
package io.opsconductor.platform.health;
