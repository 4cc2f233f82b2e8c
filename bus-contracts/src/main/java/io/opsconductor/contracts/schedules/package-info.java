/** What is run when, and what became of each due time. */
package io.opsconductor.contracts.schedules;
