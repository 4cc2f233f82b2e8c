/** What the users service and the records of this one say of an account. */
package io.opsconductor.auth.account;
