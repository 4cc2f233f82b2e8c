/** Who is calling: sign-in, tokens, caller contexts, service keys. */
package io.opsconductor.contracts.auth;
