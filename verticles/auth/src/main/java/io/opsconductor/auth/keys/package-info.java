/** The keys that sign access tokens and caller contexts: made, sealed, rotated, published. */
package io.opsconductor.auth.keys;
