/** What to run: job definitions and every version of them. */
package io.opsconductor.jobs;
