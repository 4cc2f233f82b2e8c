package io.opsconductor.auth;

import io.opsconductor.auth.keys.AccessTokens;
import io.opsconductor.auth.tokens.TokenHolder;
import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AskPermissions;
import io.opsconductor.contracts.auth.InspectToken;
import io.opsconductor.contracts.auth.TokenInspection;
import io.opsconductor.contracts.auth.TokenPermissions;
import io.opsconductor.platform.bus.Call;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells services outside what a token that they were given is worth. */
final class InspectTokens {
  private final FindHolder holders;

  InspectTokens(FindHolder holders) {
    this.holders = holders;
  }

  TokenInspection inspect(InspectToken request, Call call) {
    return holder(request.token().reveal(), call)
        .map(InspectTokens::inspection)
        .orElseGet(TokenInspection::inactive);
  }

  TokenPermissions permissions(AskPermissions request, Call call) {
    Optional<TokenHolder> holder = holder(request.token().reveal(), call);
    Map<String, Boolean> allowed =
        request.permissions().stream()
            .distinct()
            .collect(
                Collectors.toMap(
                    Function.identity(), asked -> holder.isPresent() && holder.get().may(asked)));
    return holder
        .map(
            found ->
                new TokenPermissions(
                    true,
                    found.user().id(),
                    found.user().username(),
                    found.user().roles(),
                    found.permissions(),
                    allowed,
                    allowed.keySet().stream().filter(found::mayOnSome).sorted().toList()))
        .orElseGet(
            () ->
                new TokenPermissions(false, null, null, List.of(), List.of(), allowed, List.of()));
  }

  /** Empty when the token is not good, or is of another organization than the one who asks. */
  private Optional<TokenHolder> holder(String token, Call call) {
    try {
      return Optional.of(holders.lookingAt(token, call))
          .filter(found -> found.user().organizationId().equals(call.organizationId()));
    } catch (OpsException e) {
      if (e.category() == ErrorCategory.UNAUTHENTICATED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static TokenInspection inspection(TokenHolder holder) {
    return new TokenInspection(
        true,
        String.join(" ", holder.permissions()),
        "Bearer",
        holder.tokenId() == null ? "access_token" : "api_token",
        holder.user().id(),
        holder.user().username(),
        holder.user().organizationId(),
        holder.tokenId(),
        holder.sessionId(),
        holder.issuedAt().getEpochSecond(),
        Optional.ofNullable(holder.expiresAt()).map(Instant::getEpochSecond).orElse(null),
        AccessTokens.ISSUER);
  }
}
