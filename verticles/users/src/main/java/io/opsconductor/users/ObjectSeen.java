package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.Entitlement;
import io.opsconductor.contracts.users.ExplainAccess;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
import io.opsconductor.platform.access.Rights;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the owner of an object says of it; of no object nothing.
 *
 * @param one of which objects of grants that allow it is one
 * @param denied the same of grants that deny
 * @param starter of an execution; else null
 */
record ObjectSeen(Set<GrantObject> one, Set<GrantObject> denied, UUID starter) {
  ObjectSeen {
    one = Set.copyOf(one);
    denied = Set.copyOf(denied);
  }

  /**
   * Asks the owner.
   *
   * @throws OpsException {@code not_found} when there is no such object
   */
  static ObjectSeen by(
      BusClient bus,
      ExplainAccess request,
      Subject subject,
      List<Entitlement> ofUser,
      List<Entitlement> ofToken,
      Call call) {
    if (request.type() == null) {
      return new ObjectSeen(Set.of(), Set.of(), null);
    }
    List<Entitlement> all = Stream.concat(ofUser.stream(), ofToken.stream()).toList();
    List<GrantObject> allowing = objects(all, GrantEffect.ALLOW, request);
    List<GrantObject> denying = objects(all, GrantEffect.DENY, request);
    ObjectMatches matches =
        bus.callAsService(
            GrantObjects.owner(request.type()),
            new MatchObject(subject.organizationId(), request.objectId(), allowing, denying),
            call);
    if (!matches.exists()) {
      throw new OpsException(
          ErrorCode.NOT_FOUND,
          "There is no %s %s".formatted(request.type().wireName(), request.objectId()));
    }
    return new ObjectSeen(
        those(allowing, matches.matches(), false),
        those(denying, matches.denied(), true),
        matches.ownerId());
  }

  private static List<GrantObject> objects(
      List<Entitlement> all, GrantEffect effect, ExplainAccess request) {
    return all.stream()
        .filter(one -> one.effect() == effect && one.object() != null)
        .filter(one -> Rights.concerns(one, request.permission(), request.type()))
        .map(Entitlement::object)
        .distinct()
        .toList();
  }

  private static Set<GrantObject> those(
      List<GrantObject> asked, List<Boolean> answers, boolean unanswered) {
    Set<GrantObject> those = new HashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      if (i < answers.size() ? answers.get(i) : unanswered) {
        those.add(asked.get(i));
      }
    }
    return those;
  }

  /** Whether a role or grant says something of the object, or of everything. */
  boolean isMeant(Entitlement entitlement) {
    GrantObject object = entitlement.object();
    return object == null
        || switch (entitlement.effect()) {
          case ALLOW -> one.contains(object);
          case DENY -> denied.contains(object);
        };
  }

  boolean isOwn(Subject subject, String permission) {
    return subject.id().equals(starter) && Rights.OWN.contains(permission);
  }
}
