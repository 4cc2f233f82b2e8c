package io.opsconductor.gateway;

import io.vertx.core.Future;

/** What answers the requests of one operation of the contract. */
@FunctionalInterface
interface Endpoint {
  /**
   * Answers a request that is authenticated and valid. A failure is rendered as a problem by the
   * caller; completion means that the answer was begun.
   */
  Future<?> handle(Exchange exchange);
}
