/** What an operator asks of one node. */
package io.opsconductor.contracts.node;
