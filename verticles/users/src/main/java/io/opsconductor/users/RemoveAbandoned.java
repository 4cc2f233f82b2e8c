package io.opsconductor.users;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frees the names of users whose making was cut off more than a minute ago. */
final class RemoveAbandoned implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoveAbandoned.class);

  private final UserStore store;

  RemoveAbandoned(UserStore store) {
    this.store = store;
  }

  @Override
  public void run() {
    int removed = store.removeAbandoned();
    if (removed > 0) {
      LOG.atInfo().addKeyValue("users", removed).log("Removed users that were never finished");
    }
  }
}
