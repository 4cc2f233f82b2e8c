package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.platform.denial.Denial;
import io.opsconductor.platform.denial.DenialLog;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Tells of requests that were refused here because of who made them. What a service refused is told
 * of there, but for tokens that auth does not know any more: to auth they are the gateway's.
 */
final class Refusals {
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final DenialLog denials;

  Refusals(DenialLog denials) {
    this.denials = denials;
  }

  /** One whose caller was not let in, or may not do this. */
  void notAllowed(Exchange exchange, Map<String, String> path, Throwable failure) {
    if (failure instanceof OpsException e
        && (e.category() == ErrorCategory.UNAUTHENTICATED
            || e.category() == ErrorCategory.FORBIDDEN)) {
      tell(exchange, path, e.code(), e.getMessage());
    }
  }

  /** One that an endpoint refused by itself. */
  void refused(Exchange exchange, Throwable failure) {
    switch (failure) {
      case OpsException e when e.category() == ErrorCategory.FORBIDDEN && !e.isReceived() ->
          tell(exchange, Map.of(), e.code(), e.getMessage());
      case HttpProblemException e when e.problem().status() == 403 ->
          tell(exchange, Map.of(), e.problem().code(), e.getMessage());
      default -> {
        // Not about who asked, or told of by whoever refused it.
      }
    }
  }

  private void tell(Exchange exchange, Map<String, String> path, String code, String reason) {
    ContractOperation operation = exchange.operation();
    denials.add(
        new Denial(
            Denial.ACCESS,
            who(exchange.session()),
            operation.id(),
            code,
            reason,
            operation.access() instanceof AccessRule.Permission needed
                ? needed.name().substring(0, needed.name().indexOf(':'))
                : "session",
            id(path.get("id")),
            exchange.trace().traceId(),
            exchange.address()));
  }

  /** Anybody may write anything into a path. */
  private static UUID id(String text) {
    return text != null && ID.matcher(text).matches() ? UUID.fromString(text) : null;
  }

  private static Denial.Who who(Session session) {
    if (session == null) {
      return Denial.Who.UNKNOWN;
    }
    IssuedContext context = session.context();
    return new Denial.Who(
        context.organizationId(), context.userId(), context.username(), context.tokenId());
  }
}
