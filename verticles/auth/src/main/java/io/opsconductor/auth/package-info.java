/** Who is calling: sign-in, and the wiring of the packages below. */
package io.opsconductor.auth;
