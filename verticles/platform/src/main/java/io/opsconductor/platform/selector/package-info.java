/** Selectors: conditions on things that people write, and what they are in SQL. */
package io.opsconductor.platform.selector;
