package io.opsconductor.users;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SetPassword;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.access.NoMoreThanOwn;
import io.opsconductor.platform.access.OrganizationQuota;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Cause;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a user, here and in auth: {@link UserCreation} says in which order. */
final class AddUser {
  private static final Logger LOG = LoggerFactory.getLogger(AddUser.class);

  private final Db db;
  private final UserStore store;
  private final BusClient bus;
  private final UserCreation creation;

  AddUser(Db db, UserStore store, BusClient bus, UserCreation creation) {
    this.db = db;
    this.store = store;
    this.bus = bus;
    this.creation = creation;
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
      if (!creation.passwordStored(id)) {
        throw new OpsException(
            ErrorCode.DEADLINE_EXCEEDED, "Making the user took too long; try again");
      }
      creation.finish(id);
    } catch (RuntimeException e) {
      giveUp(id, organizationId, e);
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
            NoMoreThanOwn.require(
                call.user(), GivenRoles.require(tx, organizationId, request.roles(), "/roles"));
            requireRoom(tx, organizationId);
            creation.begin(
                tx,
                new CreationRow(
                    id,
                    organizationId,
                    request.username(),
                    CreationRow.State.BEGUN,
                    Cause.of(call)));
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

  /**
   * Frees the name at once when auth answered; what fails here, and what auth did not answer, is
   * ended later.
   */
  private void giveUp(UUID id, UUID organizationId, RuntimeException failure) {
    try {
      boolean answered =
          failure instanceof OpsException e && e.category() != ErrorCategory.UNAVAILABLE;
      if (creation.giveUp(id) && answered) {
        creation.undo(id, organizationId);
      }
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("userId", id)
          .setCause(e)
          .log("What there is of a user that could not be made is removed later");
    }
  }
}
