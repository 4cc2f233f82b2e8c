/** Slow-down of guessing, by account, network and the pair of them, counted in PostgreSQL. */
package io.opsconductor.auth.slowdown;
