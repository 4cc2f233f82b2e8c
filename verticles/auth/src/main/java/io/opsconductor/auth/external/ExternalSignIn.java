package io.opsconductor.auth.external;

import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.contracts.users.ExternalUser;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Signs somebody in whom an external directory has proved. The account of the directory is looked
 * for by its subject alone; one that is new is linked to the user who has proved the same address
 * here that the directory has verified, or gets a new user, where the directory is configured so. A
 * new user never gets a name that somebody has.
 *
 * <pre>
 *   (none) → linked              by the address
 *   (none) → making → linked     users made the user in between; a crash leaves making,
 *                                and the next sign-in goes on with the same id
 *   making → (none)              users refused
 *   linked → (none)              unlinked, or the user is no more
 * </pre>
 */
public final class ExternalSignIn {
  private static final String NO_ACCOUNT =
      "There is no account for you here; ask an administrator for one";

  private final Db db;
  private final IdentityStore store;
  private final BusClient bus;
  private final Outbox outbox;
  private final Clock clock;
  private final Accounts accounts;

  public ExternalSignIn(Db db, BusClient bus, Outbox outbox, Clock clock, Accounts accounts) {
    this.db = db;
    this.store = new IdentityStore(db);
    this.bus = bus;
    this.outbox = outbox;
    this.clock = clock;
    this.accounts = accounts;
  }

  /**
   * All of a sign-in that follows the proof.
   *
   * @param otp a code of the second factor; null when none was told
   * @param client null when it is not known
   * @param call of the gateway
   * @throws OpsException as {@link #resolve} and {@link Accounts#open} do
   */
  public TokenPair signIn(
      ExternalProvider provider,
      ExternalIdentity identity,
      SecretText otp,
      SessionClient client,
      Call call) {
    return accounts.open(resolve(provider, identity, call), provider, otp, client, call);
  }

  /**
   * The user, who may sign in, with what the groups give now.
   *
   * @throws OpsException {@code external_account_refused}, {@code external_name_taken}, {@code
   *     limit_reached}, or that users does not answer
   */
  public Principal resolve(ExternalProvider provider, ExternalIdentity identity, Call call) {
    Principal user =
        store
            .find(identity.provider(), identity.subject())
            .flatMap(row -> apply(provider, identity, row, call))
            .or(() -> apply(provider, identity, begin(provider, identity, call), call))
            .orElseThrow(() -> refuse(provider, "unknown_account", NO_ACCOUNT));
    if (!user.enabled()) {
      throw refuse(provider, "not_allowed", "This account may not sign in");
    }
    return user;
  }

  private IdentityRow begin(ExternalProvider provider, ExternalIdentity identity, Call call) {
    return link(provider, identity, call).orElseGet(() -> beginUser(provider, identity));
  }

  private Optional<IdentityRow> link(
      ExternalProvider provider, ExternalIdentity identity, Call call) {
    if (!provider.linkByEmail() || identity.verifiedEmail() == null) {
      return Optional.empty();
    }
    Optional<UUID> found =
        store
            .ofProvedAddress(provider.organizationId(), identity.verifiedEmail())
            .filter(id -> accounts.maySignIn(id, provider.organizationId(), call));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    UUID userId = found.get();
    IdentityRow row = row(provider, identity, userId, false);
    DatabaseErrors.orTaken(
        () ->
            db.transaction(
                tx -> {
                  if (store.insert(tx, row)) {
                    outbox.add(
                        tx,
                        row.organizationId(),
                        "identity.linked",
                        "user",
                        userId,
                        linked(row, "email"));
                  }
                  return row;
                }),
        () ->
            refuse(
                provider,
                "address_of_another",
                "The account with your address belongs to somebody else of " + provider.name()));
    return store.find(identity.provider(), identity.subject());
  }

  private IdentityRow beginUser(ExternalProvider provider, ExternalIdentity identity) {
    if (!provider.createUsers()) {
      throw refuse(provider, "unknown_account", NO_ACCOUNT);
    }
    if (!CreateUser.isUsername(identity.username())) {
      throw refuse(
          provider,
          "unusable_name",
          "Your name in " + provider.name() + " cannot be that of an account here");
    }
    IdentityRow row = row(provider, identity, Ids.next(), true);
    db.transaction(tx -> store.insert(tx, row));
    return store.find(identity.provider(), identity.subject()).orElse(row);
  }

  private IdentityRow row(
      ExternalProvider provider, ExternalIdentity identity, UUID userId, boolean making) {
    Instant now = clock.instant();
    return new IdentityRow(
        Ids.next(),
        provider.organizationId(),
        userId,
        provider.name(),
        identity.subject(),
        making,
        identity.username(),
        identity.displayName(),
        identity.email(),
        now,
        now);
  }

  /** Empty when there is no such user any more; then the account is nobody's. */
  private Optional<Principal> apply(
      ExternalProvider provider, ExternalIdentity identity, IdentityRow row, Call call) {
    ExternalUser asked =
        new ExternalUser(
            row.userId(),
            row.organizationId(),
            identity.username(),
            identity.verifiedEmail(),
            provider.name(),
            row.making() && provider.createUsers(),
            provider.roles(identity),
            provider.teams(identity));
    Principal user;
    try {
      user = bus.callAsService(UserOperations.APPLY_EXTERNAL, asked, call);
    } catch (OpsException e) {
      return failed(provider, row, e);
    }
    used(row, identity);
    return Optional.of(user);
  }

  private Optional<Principal> failed(
      ExternalProvider provider, IdentityRow row, OpsException failure) {
    boolean gone = failure.is(ErrorCode.NOT_FOUND);
    boolean refused = row.making() && failure.category() != ErrorCategory.UNAVAILABLE;
    if (gone || refused) {
      forget(row);
    }
    if (gone) {
      return Optional.empty();
    }
    if (failure.is(ErrorCode.USERNAME_TAKEN)) {
      throw refuse(
          provider,
          "name_taken",
          new OpsException(
              ErrorCode.EXTERNAL_NAME_TAKEN,
              "Another account here has your name in " + provider.name()));
    }
    throw failure;
  }

  private void used(IdentityRow row, ExternalIdentity identity) {
    db.transaction(
        tx -> {
          store.used(tx, row.id(), identity, clock.instant());
          if (row.making() && store.linked(tx, row.id())) {
            outbox.add(
                tx,
                row.organizationId(),
                "identity.linked",
                "user",
                row.userId(),
                linked(row, "created"));
          }
          return row;
        });
  }

  private void forget(IdentityRow row) {
    db.transaction(
        tx -> {
          store.remove(tx, row.id());
          return row;
        });
  }

  private static Map<String, Object> linked(IdentityRow row, String by) {
    return Change.made(facts(row)).with("by", by).data();
  }

  static Map<String, Object> unlinked(IdentityRow row, String by) {
    return Change.removed(facts(row)).with("by", by).data();
  }

  private static Map<String, Object> facts(IdentityRow row) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("provider", row.provider());
    facts.put("subject", row.subject());
    facts.put("name", row.username());
    return facts;
  }

  private OpsException refuse(ExternalProvider provider, String reason, String words) {
    return refuse(provider, reason, new OpsException(ErrorCode.EXTERNAL_ACCOUNT_REFUSED, words));
  }

  private OpsException refuse(ExternalProvider provider, String reason, OpsException refusal) {
    db.transaction(
        tx -> {
          outbox.add(
              tx,
              provider.organizationId(),
              "session.refused",
              "user",
              null,
              Map.of("reason", reason, "provider", provider.name()));
          return reason;
        });
    return refusal;
  }
}
