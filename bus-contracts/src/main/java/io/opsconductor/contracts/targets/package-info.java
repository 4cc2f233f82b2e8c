/** Where to run: hosts, tags, selectors, host keys, connection tests. */
package io.opsconductor.contracts.targets;
