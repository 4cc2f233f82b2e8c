/** Targets: hosts, their tags and host keys, selectors over them, and connection tests. */
package io.opsconductor.targets;
