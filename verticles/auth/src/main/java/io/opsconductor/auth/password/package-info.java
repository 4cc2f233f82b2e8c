/** Passwords: their policy, hashes, history and proof. */
package io.opsconductor.auth.password;
