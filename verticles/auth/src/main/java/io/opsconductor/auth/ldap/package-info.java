/**
 * Sign-in with a directory that speaks LDAP. {@link io.opsconductor.auth.ldap.LdapDirectory} is all
 * that the sign-in needs; nothing of a password stays here.
 */
package io.opsconductor.auth.ldap;
