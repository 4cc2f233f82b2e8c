/** Sessions: begun, refreshed in rotation, listed, ended. */
package io.opsconductor.auth.session;
