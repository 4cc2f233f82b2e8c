/**
 * A real browser, told what to do over its own protocol (Chrome DevTools), for tests of what only a
 * browser does.
 */
package io.opsconductor.testkit.browser;
