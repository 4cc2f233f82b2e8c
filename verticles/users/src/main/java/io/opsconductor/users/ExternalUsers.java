package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.ExternalUser;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users whom an external directory vouches for. Roles and teams that it gives are marked as its
 * own: they go when it gives them no more, unless somebody gave them too.
 */
final class ExternalUsers {
  private static final Logger LOG = LoggerFactory.getLogger(ExternalUsers.class);

  private final Db db;
  private final UserStore store;
  private final FindUser findUser;
  private final Outbox outbox;

  /** What was warned of; it is of the configuration, and so bounded. */
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  ExternalUsers(Db db, UserStore store, FindUser findUser, Outbox outbox) {
    this.db = db;
    this.store = store;
    this.findUser = findUser;
    this.outbox = outbox;
  }

  /** A user who may not sign in is given nothing. */
  Principal apply(ExternalUser request, Call call) {
    if (request.create() && store.find(request.userId()).isEmpty()) {
      create(request);
    }
    UserRow user =
        store
            .find(request.organizationId(), request.userId())
            .orElseThrow(
                () ->
                    new OpsException(ErrorCode.NOT_FOUND, "There is no user " + request.userId()));
    if (user.enabled() || (request.roles().isEmpty() && request.teams().isEmpty())) {
      give(request, user);
    }
    return findUser.principal(new IdRequest(user.id()), call);
  }

  /** There is no password, so that one transaction is all. */
  private void create(ExternalUser request) {
    DatabaseErrors.orTaken(
        () ->
            db.transaction(
                tx -> {
                  AddUser.requireRoom(tx, request.organizationId());
                  boolean made =
                      ExternalStore.insert(
                          tx,
                          request.userId(),
                          request.organizationId(),
                          request.username(),
                          request.email());
                  if (made) {
                    tellCreated(tx, request);
                  }
                  return made;
                }),
        () ->
            new OpsException(
                ErrorCode.USERNAME_TAKEN,
                "There is a user named " + request.username() + " already"));
  }

  private void tellCreated(Tx tx, ExternalUser request) {
    UserRow made = store.lock(tx, request.organizationId(), request.userId()).orElseThrow();
    outbox.add(
        tx,
        request.organizationId(),
        "user.created",
        "user",
        request.userId(),
        Change.made(UserFacts.of(made))
            .with("username", request.username())
            .with("provider", request.provider())
            .data());
  }

  private void give(ExternalUser request, UserRow user) {
    UUID organizationId = user.organizationId();
    ExternalGifts before = ExternalStore.gifts(db, organizationId, user.id(), request.provider());
    // Most sign-ins change nothing, and should not take turns.
    if (db.transaction(tx -> wanted(tx, request)).isSameAs(before)) {
      return;
    }
    try {
      put(request, user, false);
    } catch (OpsException e) {
      if (!e.is(ErrorCode.LAST_ADMIN)) {
        throw e;
      }
      LOG.atWarn()
          .addKeyValue("userId", user.id())
          .addKeyValue("provider", request.provider())
          .log("The last administrator stays one, though the directory says otherwise");
      put(request, user, true);
    }
  }

  private void put(ExternalUser request, UserRow user, boolean keepAdmin) {
    UUID organizationId = user.organizationId();
    db.transaction(
        tx ->
            LastAdmin.keep(
                tx,
                organizationId,
                () -> {
                  store.lock(tx, organizationId, user.id());
                  ExternalGifts before =
                      ExternalStore.gifts(tx, organizationId, user.id(), request.provider());
                  ExternalGifts wanted = wanted(tx, request);
                  ExternalGifts after = keepAdmin ? wanted.keepingAdmin(before) : wanted;
                  if (!after.isSameAs(before)) {
                    ExternalStore.put(tx, organizationId, user.id(), request.provider(), after);
                    tell(tx, request, user, before, after);
                  }
                  return after;
                }));
  }

  private ExternalGifts wanted(Tx tx, ExternalUser request) {
    UUID organizationId = request.organizationId();
    Set<String> roles = GivenRoles.existing(tx, organizationId, request.roles());
    Map<UUID, String> teams = ExternalStore.teams(tx, organizationId, request.teams());
    request.roles().stream()
        .filter(role -> !roles.contains(role))
        .forEach(role -> warn(request, "role", role));
    request.teams().stream()
        .filter(team -> teams.values().stream().noneMatch(team::equalsIgnoreCase))
        .forEach(team -> warn(request, "team", team));
    return new ExternalGifts(roles, teams);
  }

  private void warn(ExternalUser request, String thing, String name) {
    if (warned.add(request.organizationId() + " " + thing + " " + name)) {
      LOG.atWarn()
          .addKeyValue("provider", request.provider())
          .addKeyValue(thing, name)
          .log("A directory is configured to give what does not exist");
    }
  }

  private void tell(
      Tx tx, ExternalUser request, UserRow user, ExternalGifts before, ExternalGifts after) {
    outbox.add(
        tx,
        user.organizationId(),
        "user.mapped",
        "user",
        user.id(),
        Change.of(before.facts(), after.facts())
            .with("username", user.username())
            .with("provider", request.provider())
            .data());
  }
}
