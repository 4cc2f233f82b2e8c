package io.opsconductor.gateway;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;

/**
 * One operation of the published contract, ready to check requests against it.
 *
 * @param path absolute, with parameters in braces
 * @param body empty when the operation takes none
 * @param ignoresOthers whether parameters of the query that are not known are passed over, because
 *     they are not our clients' ({@code x-other-parameters: ignored})
 */
record ContractOperation(
    String id,
    HttpMethod method,
    String path,
    AccessRule access,
    List<ParameterRule> parameters,
    Optional<BodyRule> body,
    boolean ignoresOthers) {
  ContractOperation {
    parameters = List.copyOf(parameters);
  }
}
