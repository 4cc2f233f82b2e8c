package io.opsconductor.users;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SetPassword;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.access.OrganizationQuota;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a user in two services, in an order in which a crash leaves nothing usable:
 *
 * <pre>
 *   users: row 'provisioning' (the name is taken, nobody sees the user)
 *   auth:  password
 *   users: row 'active', with the event
 * </pre>
 *
 * A crash in between leaves a provisioning row, which {@link RemoveAbandoned} removes. A password
 * that is left in auth belongs to no user: nobody can sign in with it, and auth replaces it when
 * the name is given to a later user.
 */
final class AddUser {
  private static final Logger LOG = LoggerFactory.getLogger(AddUser.class);

  private final Db db;
  private final UserStore store;
  private final BusClient bus;
  private final Outbox outbox;

  AddUser(Db db, UserStore store, BusClient bus, Outbox outbox) {
    this.db = db;
    this.store = store;
    this.bus = bus;
    this.outbox = outbox;
  }

  UserView handle(CreateUser request, Call call) {
    List<String> roles = request.roles().stream().distinct().sorted().toList();
    UUID id = Ids.next();
    UUID organizationId = organization(request, call);
    Instant createdAt = takeName(id, organizationId, request, call);
    try {
      SetPassword password =
          new SetPassword(id, request.username(), organizationId, request.password());
      bus.callAsService(AuthOperations.SET_PASSWORD, password, call);
      activate(id, request.username(), roles, call);
    } catch (RuntimeException e) {
      giveUp(id);
      throw e;
    }
    return new UserView(id, request.username(), roles, true, createdAt, null, 1);
  }

  private static UUID organization(CreateUser request, Call call) {
    UUID own = call.organizationId();
    if (request.organizationId() == null || request.organizationId().equals(own)) {
      return own;
    }
    Organizations.requireInstallation(call);
    call.caller().require(Access.permission("organization:write"));
    return request.organizationId();
  }

  static void requireRoom(Tx tx, UUID organizationId) {
    Integer most =
        OrganizationStore.find(tx, organizationId)
            .orElseThrow(() -> Organizations.unknown(organizationId))
            .limits()
            .users();
    OrganizationQuota.require(
        tx, organizationId, most, "users", () -> OrganizationStore.users(tx, organizationId));
  }

  private Instant takeName(UUID id, UUID organizationId, CreateUser request, Call call) {
    try {
      return db.transaction(
          tx -> {
            GivenRoles.requireOwn(
                call.user(), GivenRoles.require(tx, organizationId, request.roles(), "/roles"));
            requireRoom(tx, organizationId);
            return store.insertProvisioning(
                tx, id, organizationId, request.username(), new TreeSet<>(request.roles()));
          });
    } catch (RuntimeException e) {
      if (DatabaseErrors.violatedUnique(e).isPresent()) {
        throw new OpsException(
            ErrorCode.USERNAME_TAKEN, "There is a user named " + request.username() + " already");
      }
      throw e;
    }
  }

  private void activate(UUID id, String username, List<String> roles, Call call) {
    db.transaction(
        tx -> {
          if (!store.activate(tx, id)) {
            throw new OpsException(
                ErrorCode.DEADLINE_EXCEEDED, "Making the user took too long; try again");
          }
          outbox.add(
              tx, call, "user.created", "user", id, Map.of("username", username, "roles", roles));
          return true;
        });
  }

  /** Frees the name at once; if this fails too, the clean-up does it later. */
  private void giveUp(UUID id) {
    try {
      store.removeProvisioning(id);
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("userId", id)
          .setCause(e)
          .log("A user that could not be made is removed later");
    }
  }
}
