/** People and what they may do. */
package io.opsconductor.contracts.users;
