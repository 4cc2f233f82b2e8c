/** People, and what their roles let them do. */
package io.opsconductor.users;
