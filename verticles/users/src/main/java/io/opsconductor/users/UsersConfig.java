package io.opsconductor.users;

/** The group has no settings; any key in its section stops the start. */
record UsersConfig() {}
