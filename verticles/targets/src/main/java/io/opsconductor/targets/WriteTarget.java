package io.opsconductor.targets;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.targets.TargetInput;
import io.opsconductor.contracts.targets.TargetView;
import io.opsconductor.contracts.targets.UpdateTarget;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.platform.access.OrganizationQuota;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes and changes targets. */
final class WriteTarget {
  private static final String NAME_RULE = "targets_name_unique";

  private final Db db;
  private final Outbox outbox;
  private final CredentialClaims credentials;
  private final TargetAccess access;
  private final OrganizationQuota quota;

  WriteTarget(
      Db db,
      Outbox outbox,
      CredentialClaims credentials,
      TargetAccess access,
      OrganizationQuota quota) {
    this.db = db;
    this.outbox = outbox;
    this.credentials = credentials;
    this.access = access;
    this.quota = quota;
  }

  TargetView create(TargetInput input, Call call) {
    Optional<HostKeyText> hostKey = given(input);
    UUID id = Ids.next();
    OrganizationLimits limits = quota.limits(call);
    TargetAccess.Allowed write = access.to("target:write", call);
    return unique(
        input,
        call,
        () ->
            credentials.using(
                input.credentialId(),
                input.name(),
                call,
                tx -> {
                  TargetStore store = new TargetStore(tx);
                  OrganizationQuota.require(
                      tx,
                      call.organizationId(),
                      limits.targets(),
                      "targets",
                      () -> store.count(call.organizationId()));
                  store.add(call.organizationId(), id, input, hostKey);
                  TargetView made = written(store, call, write, id);
                  Map<String, Object> facts = TargetFacts.of(made);
                  tell(tx, call, "target.created", made, Change.made(facts));
                  return made;
                }));
  }

  TargetView update(UpdateTarget request, Call call) {
    TargetInput input = request.target();
    Optional<HostKeyText> hostKey = given(input);
    TargetAccess.Allowed write = access.to("target:write", call);
    TargetStore store = new TargetStore(db);
    write.require(store, request.id());
    TargetView known =
        store
            .get(call.organizationId(), request.id())
            .orElseThrow(() -> ShowTargets.unknown(request.id()));
    boolean another = !input.credentialId().equals(known.credentialId());
    boolean elsewhere = leadsElsewhere(known, request, hostKey);
    if (elsewhere && !another) {
      credentials.requireUse(known.credentialId(), call);
    }
    Permit permit = new Permit(write, known.credentialId(), another || elsewhere);
    Function<Tx, TargetView> work = tx -> update(tx, call, request, hostKey, permit);
    return unique(
        input,
        call,
        () ->
            another
                ? credentials.using(input.credentialId(), input.name(), call, work)
                : db.transaction(work));
  }

  /**
   * What was found out before the transaction.
   *
   * @param credentialId that the target had
   * @param use whether the caller may use the credential that it will have
   */
  private record Permit(TargetAccess.Allowed write, UUID credentialId, boolean use) {}

  private TargetView update(
      Tx tx, Call call, UpdateTarget request, Optional<HostKeyText> given, Permit permit) {
    TargetStore store = new TargetStore(tx);
    UUID id = request.id();
    TargetView before =
        store.lock(call.organizationId(), id).orElseThrow(() -> ShowTargets.unknown(id));
    permit.write().require(store, id);
    if (!before.credentialId().equals(permit.credentialId())) {
      throw new OpsException(
          ErrorCode.CONFLICT, "The target was given another credential meanwhile; try again");
    }
    if (!permit.use() && leadsElsewhere(before, request, given)) {
      throw new OpsException(
          ErrorCode.CONFLICT, "The target was led to another host meanwhile; try again");
    }
    store.update(
        call.organizationId(), id, request.target(), given.or(() -> stays(before, request)));
    TargetView after = written(store, call, permit.write(), id);
    tell(
        tx,
        call,
        "target.updated",
        after,
        Change.of(TargetFacts.of(before), TargetFacts.of(after)));
    boolean accepted = given.isPresent() && !after.hostKey().equals(before.hostKey());
    if (accepted) {
      HostKeyEvents.accepted(outbox, tx, call, before, after.hostKeyFingerprint());
    }
    return after;
  }

  private static boolean leadsElsewhere(
      TargetView before, UpdateTarget request, Optional<HostKeyText> given) {
    Route after = Route.of(request.target(), given.or(() -> stays(before, request)));
    return !after.equals(Route.of(before));
  }

  /** A key belongs to the host that showed it, not to the one that takes its name. */
  private static Optional<HostKeyText> stays(TargetView before, UpdateTarget request) {
    TargetInput input = request.target();
    boolean moved = !before.host().equalsIgnoreCase(input.host()) || before.port() != input.port();
    return moved || before.hostKey() == null
        ? Optional.empty()
        : Optional.of(new HostKeyText(before.hostKey(), before.hostKeyFingerprint()));
  }

  private static TargetView written(
      TargetStore store, Call call, TargetAccess.Allowed write, UUID id) {
    write.requireWritten(store, id);
    return store.get(call.organizationId(), id).orElseThrow();
  }

  private void tell(Tx tx, Call call, String event, TargetView target, Change change) {
    Map<String, Object> data = change.with("name", target.name()).data();
    outbox.add(tx, call, event, "target", target.id(), data);
  }

  private static Optional<HostKeyText> given(TargetInput input) {
    return Optional.ofNullable(input.hostKey()).map(HostKeyText::parse);
  }

  private TargetView unique(TargetInput input, Call call, Supplier<TargetView> write) {
    try {
      return write.get();
    } catch (RuntimeException e) {
      Optional<String> rule = DatabaseErrors.violatedUnique(e);
      throw rule.isEmpty() ? e : exists(rule.get(), input, call);
    }
  }

  private OpsException exists(String rule, TargetInput input, Call call) {
    boolean name = rule.equals(NAME_RULE);
    String detail = name ? "Another target has the name " + input.name() : sameAddress(input, call);
    return new OpsException(
        ErrorCode.TARGET_EXISTS, detail, List.of(new FieldError(name ? "/name" : "/host", detail)));
  }

  private String sameAddress(TargetInput input, Call call) {
    String other =
        new TargetStore(db).nameAt(call.organizationId(), input).orElse("that was just deleted");
    return "Another target, %s, is at %s port %d".formatted(other, input.host(), input.port());
  }
}
