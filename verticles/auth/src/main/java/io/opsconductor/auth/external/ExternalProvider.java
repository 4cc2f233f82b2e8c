package io.opsconductor.auth.external;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * What is configured of an external directory, whichever protocol it speaks.
 *
 * @param name for ever: identities, roles and teams are marked with it
 * @param organizationId of the users that are made or linked
 * @param createUsers whether somebody who is not known gets a user at the first sign-in
 * @param linkByEmail whether somebody who is not known gets the user who has proved the same
 *     address here, if the directory says that it is verified
 * @param secondFactorDone whether the directory asks for the second factor, so that none is asked
 *     for here
 * @param rules what members of groups get
 */
public record ExternalProvider(
    String name,
    UUID organizationId,
    boolean createUsers,
    boolean linkByEmail,
    boolean secondFactorDone,
    List<GroupRule> rules) {
  public ExternalProvider {
    if (name == null || !name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
      throw new IllegalArgumentException(
          "The name of a directory must be 1 to 63 of a-z, 0-9 and - but is " + name);
    }
    rules = List.copyOf(rules);
  }

  List<String> roles(ExternalIdentity identity) {
    return given(identity, GroupRule::roles);
  }

  List<String> teams(ExternalIdentity identity) {
    return given(identity, GroupRule::teams);
  }

  private List<String> given(ExternalIdentity identity, Function<GroupRule, List<String>> what) {
    Set<String> given = new TreeSet<>();
    rules.stream()
        .filter(rule -> identity.groups().contains(rule.group()))
        .forEach(rule -> given.addAll(what.apply(rule)));
    return List.copyOf(given);
  }
}
