package io.opsconductor.gateway;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;

/**
 * One operation of the published contract, ready to check requests against it.
 *
 * @param path absolute, with parameters in braces
 * @param body empty when the operation takes none
 */
record ContractOperation(
    String id,
    HttpMethod method,
    String path,
    AccessRule access,
    List<ParameterRule> parameters,
    Optional<BodyRule> body) {
  ContractOperation {
    parameters = List.copyOf(parameters);
  }
}
