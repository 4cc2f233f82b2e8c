package io.opsconductor.auth.mfa;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.keys.AccessTokens;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.MfaPolicies;
import io.opsconductor.contracts.auth.MfaPolicy;
import io.opsconductor.contracts.auth.SetMfaPolicy;
import io.opsconductor.contracts.auth.SetUserMfaPolicy;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Change;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who has to show a second factor: what is configured, and what people say. */
public final class MfaRules {
  private static final String SET_POLICY = "mfa-policy:write";

  private final Db db;
  private final PolicyStore policies;
  private final MfaPolicy system;
  private final boolean keepsSecrets;
  private final PrincipalClient principals;
  private final MfaEvents events;
  private final Clock clock;

  /**
   * The rules.
   *
   * @param keepsSecrets whether a second factor can be set up at all
   */
  public MfaRules(
      Db db,
      PolicyStore policies,
      MfaPolicy system,
      boolean keepsSecrets,
      PrincipalClient principals,
      MfaEvents events,
      Clock clock) {
    if (!keepsSecrets && isDemanding(system)) {
      throw new IllegalArgumentException(
          "auth.mfa_policy "
              + system.wireName()
              + " needs auth.master_key_file, under which the factors are kept");
    }
    this.db = db;
    this.policies = policies;
    this.system = system;
    this.keepsSecrets = keepsSecrets;
    this.principals = principals;
    this.events = events;
    this.clock = clock;
  }

  public PolicyLayers.Demand demand(Principal person) {
    return policies.find(person.organizationId(), person.id()).demand(system, person);
  }

  /**
   * Fails when the policy has no place for second factors.
   *
   * @throws OpsException {@code mfa_unavailable}
   */
  void requireOffered(Principal person) {
    if (demand(person) == PolicyLayers.Demand.NONE) {
      throw new OpsException(
          ErrorCode.MFA_UNAVAILABLE, "The policy says that there are no second factors");
    }
  }

  public MfaPolicies show(Empty request, Call call) {
    return of(self(call));
  }

  /** Of the caller's organization. */
  public MfaPolicies setOfOrganization(SetMfaPolicy request, Call call) {
    requirePossible(request.policy());
    Principal self = self(call);
    UUID organization = call.organizationId();
    put(call, CodeOwner.of(self), PolicyStore.Scope.ORGANIZATION, organization, request.policy());
    return of(self);
  }

  /** Of one user, for an administrator. */
  public MfaPolicies setOfUser(SetUserMfaPolicy request, Call call) {
    requirePossible(request.policy());
    Principal user =
        principals
            .ofOrganization(request.userId(), call)
            .orElseThrow(
                () ->
                    new OpsException(ErrorCode.NOT_FOUND, "There is no user " + request.userId()));
    principals.requireNoMoreThanOwn(user.id(), call);
    requireMayWeaken(request.policy(), user, call);
    put(call, CodeOwner.of(user), PolicyStore.Scope.USER, user.id(), request.policy());
    return of(user);
  }

  /**
   * Less than the organization asks for says who may say it of everybody. Of oneself nobody takes
   * away what is asked, whoever said it.
   */
  private void requireMayWeaken(MfaPolicy policy, Principal user, Call call) {
    PolicyLayers layers = policies.find(user.organizationId(), user.id());
    PolicyLayers.Demand wider = PolicyLayers.of(layers.organization().orElse(system), user);
    PolicyLayers.Demand asked = policy == null ? wider : PolicyLayers.of(policy, user);
    if (user.id().equals(call.user().id())) {
      if (asked.compareTo(layers.withoutOwn(system, user)) < 0) {
        throw new OpsException(
            ErrorCode.FORBIDDEN, "Nobody asks less of themselves; another administrator can");
      }
    } else if (asked.compareTo(wider) < 0 && !call.user().mayEverywhere(SET_POLICY)) {
      throw new OpsException(
          ErrorCode.FORBIDDEN,
          "To ask less of a user than the organization does needs the permission " + SET_POLICY);
    }
  }

  /** What the caller asks for: only more than the others do. */
  public MfaPolicies setOwn(SetMfaPolicy request, Call call) {
    requirePossible(request.policy());
    Principal self = self(call);
    PolicyLayers layers = policies.find(self.organizationId(), self.id());
    boolean weaker =
        request.policy() != null
            && PolicyLayers.of(request.policy(), self).compareTo(layers.withoutOwn(system, self))
                < 0;
    if (weaker) {
      throw new OpsException(
          ErrorCode.FORBIDDEN,
          "Your own policy can only ask for more than that of your organization");
    }
    put(call, CodeOwner.of(self), PolicyStore.Scope.OWN, self.id(), request.policy());
    return of(self);
  }

  private void put(
      Call call, CodeOwner owner, PolicyStore.Scope scope, UUID subject, MfaPolicy policy) {
    UUID organization = owner.organizationId();
    db.transaction(
        tx -> {
          PolicyLayers before = policies.find(tx, organization, owner.userId());
          policies.put(tx, organization, scope, subject, policy, clock.instant());
          Change change =
              Change.of(facts(said(before, scope)), facts(Optional.ofNullable(policy)))
                  .with("scope", scope.word());
          events.add(tx, call, owner, "mfa.policy_set", change.data());
          return policy;
        });
  }

  private static Map<String, Object> facts(Optional<MfaPolicy> policy) {
    return Map.of("policy", policy.map(MfaPolicy::wireName).orElse("none"));
  }

  private static Optional<MfaPolicy> said(PolicyLayers layers, PolicyStore.Scope scope) {
    return switch (scope) {
      case ORGANIZATION -> layers.organization();
      case USER -> layers.user();
      case OWN -> layers.own();
    };
  }

  private MfaPolicies of(Principal person) {
    PolicyLayers layers = policies.find(person.organizationId(), person.id());
    return new MfaPolicies(
        layers.demand(system, person).policy(),
        system,
        layers.organization().orElse(null),
        layers.user().orElse(null),
        layers.own().orElse(null));
  }

  private Principal self(Call call) {
    return principals.find(call.user().id(), call).orElseThrow(AccessTokens::refused);
  }

  private void requirePossible(MfaPolicy policy) {
    if (policy != null && isDemanding(policy) && !keepsSecrets) {
      throw EnrolTotp.noMasterKey();
    }
  }

  private static boolean isDemanding(MfaPolicy policy) {
    return policy == MfaPolicy.REQUIRED || policy == MfaPolicy.REQUIRED_FOR_ADMINS;
  }
}
