/**
 * Sign-in with OpenID providers (OpenID Connect Core 1.0): the authorization code flow with PKCE.
 *
 * <p>{@link io.opsconductor.auth.oidc.OidcSignIn} is all that the package above needs. It proves
 * who somebody is; what that person is here, {@link io.opsconductor.auth.external.ExternalSignIn}
 * says.
 */
package io.opsconductor.auth.oidc;
