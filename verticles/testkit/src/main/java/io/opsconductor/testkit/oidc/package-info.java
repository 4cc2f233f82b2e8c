/** A real OpenID provider for tests, which also goes wrong when it is told to. */
package io.opsconductor.testkit.oidc;
