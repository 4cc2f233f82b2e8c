/** API tokens of people and service accounts: made, shown once, verified, revoked. */
package io.opsconductor.auth.tokens;
