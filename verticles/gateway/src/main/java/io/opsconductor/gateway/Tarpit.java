package io.opsconductor.gateway;

import io.vertx.core.Vertx;

/**
 * Has those wait a second whose sign-in was refused because there are too many: who floods the
 * product with sign-ins gets on slowly, and does not take the time of those who work. One event
 * loop.
 */
final class Tarpit {
  private static final long WAIT_MS = 1_000;
  private static final int MOST = 1_000;

  private final Vertx vertx;
  private int waiting;

  Tarpit(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Answers later; at once when too many wait already. */
  void hold(Runnable answer) {
    if (waiting >= MOST) {
      answer.run();
      return;
    }
    waiting++;
    vertx.setTimer(
        WAIT_MS,
        over -> {
          waiting--;
          answer.run();
        });
  }
}
