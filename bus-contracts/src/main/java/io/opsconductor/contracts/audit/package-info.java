/** What happened. */
package io.opsconductor.contracts.audit;
