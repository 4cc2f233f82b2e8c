package io.opsconductor.auth;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.ExternalUser;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Users, as far as those are asked for whom an external directory vouches. */
final class ExternalUsers {
  final List<ExternalUser> asked = new CopyOnWriteArrayList<>();
  volatile boolean down;
  private final Map<UUID, Principal> users;

  ExternalUsers(Map<UUID, Principal> users) {
    this.users = users;
  }

  ExternalUser last() {
    return asked.getLast();
  }

  synchronized Principal apply(ExternalUser request, Call call) {
    asked.add(request);
    if (down) {
      throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "users is down");
    }
    if (!users.containsKey(request.userId())) {
      create(request);
    }
    return users.computeIfPresent(request.userId(), (id, user) -> given(user, request.roles()));
  }

  private void create(ExternalUser request) {
    if (!request.create()) {
      throw new OpsException(ErrorCode.NOT_FOUND, "There is no user " + request.userId());
    }
    if (users.values().stream()
        .anyMatch(user -> user.username().equalsIgnoreCase(request.username()))) {
      throw new OpsException(ErrorCode.USERNAME_TAKEN, "There is one already");
    }
    users.put(
        request.userId(),
        new Principal(
            request.userId(),
            request.username(),
            request.organizationId(),
            true,
            List.of(),
            List.of("job:run")));
  }

  private static Principal given(Principal user, List<String> roles) {
    return new Principal(
        user.id(),
        user.username(),
        user.organizationId(),
        user.enabled(),
        roles,
        user.permissions());
  }
}
