/**
 * The one network edge: authenticates, checks against the published contract, makes one bus call,
 * and renders the answer. Runs on event loops, waits for nothing and owns no database.
 */
package io.opsconductor.gateway;
