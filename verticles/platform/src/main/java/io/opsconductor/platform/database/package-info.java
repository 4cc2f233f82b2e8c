/** A service's own database: connection pool, transactions, migrations, errors told apart. */
package io.opsconductor.platform.database;
