/**
 * What is proved by mail: that an address is somebody's, and who may choose another password.
 * {@link io.opsconductor.auth.mail.MailedLinks} is all of it; what it needs of accounts is {@link
 * io.opsconductor.auth.mail.Accounts}.
 */
package io.opsconductor.auth.mail;
