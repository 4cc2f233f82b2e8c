/** Who is calling: passwords, sessions, tokens, caller contexts, and the keys behind them. */
package io.opsconductor.auth;
