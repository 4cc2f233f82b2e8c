/**
 * Sign-in by an external directory, whichever protocol it speaks.
 *
 * <p>A protocol proves who somebody is and makes an {@link
 * io.opsconductor.auth.external.ExternalIdentity} of it. {@link
 * io.opsconductor.auth.external.ExternalSignIn} does the rest:
 *
 * <ul>
 *   <li>{@code signIn} finds, links or makes the user, applies the mapping of groups, asks for a
 *       second factor as a password does ({@code mfa_required} with a challenge) and begins the
 *       session;
 *   <li>{@code resolve} does the first half only, for a protocol that has a sign-in of its own.
 * </ul>
 *
 * Both want the {@link io.opsconductor.auth.external.ExternalProvider}, which the protocol makes of
 * its section of the configuration. Groups are compared letter by letter: whoever has names that
 * can be written in several ways brings both sides into one form first.
 */
package io.opsconductor.auth.external;
