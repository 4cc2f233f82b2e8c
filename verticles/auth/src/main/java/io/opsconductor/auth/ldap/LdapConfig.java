package io.opsconductor.auth.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.opsconductor.auth.external.ExternalProvider;
import io.opsconductor.auth.external.GroupRule;
import io.opsconductor.contracts.Ids;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The section {@code auth.ldap}.
 *
 * @param name of the directory, for ever. Default {@code ldap}
 * @param urls {@code ldaps://host:port} or {@code ldap://host:port}, the first that answers is
 *     asked; of one kind. None, the default, means that there is no directory
 * @param startTls whether connections of {@code ldap://} change to TLS first. Default false
 * @param caFile authority of the servers' certificates, PEM; those of the Java runtime unless given
 * @param insecure whether passwords may go to another machine without TLS. Default false
 * @param bindDn who searches; anonymous unless given
 * @param bindPasswordFile holds the password of {@code bind_dn}
 * @param baseDn below which people are
 * @param userFilter finds one person; {@code {username}} stands for the name, escaped. Default
 *     {@code (&(objectClass=person)(uid={username}))}
 * @param subjectAttribute by which the directory knows a person for ever. Default {@code entryUUID}
 * @param usernameAttribute the name of a new user. Default {@code uid}
 * @param displayNameAttribute default {@code displayName}
 * @param emailAttribute default {@code mail}
 * @param emailVerified whether the addresses are proved, so that accounts can be linked by them.
 *     Default false
 * @param groupAttribute of a person, holds the DNs of groups; empty for none. Default {@code
 *     memberOf}
 * @param groupBaseDn below which groups are searched; they are not unless given
 * @param groupFilter finds the groups; {@code {dn}} and {@code {username}} are of the person.
 *     Default {@code (|(member={dn})(uniqueMember={dn}))}
 * @param groups what members of groups get; the groups by their DNs
 * @param createUsers whether somebody who is not known gets a user. Default true
 * @param linkByEmail whether somebody who is not known gets the user with the same address. Default
 *     false
 * @param secondFactorDone whether the directory asks for a second factor itself. Default false
 * @param organizationId of the users; the first organization unless given
 * @param connectTimeoutMs for a connection, TLS included. Default 2000, 100 to 10000
 * @param responseTimeoutMs for each answer. Default 3000, 100 to 10000
 * @param maxConnections that search at once, and as many that check passwords. Default 8, 1 to 64
 */
public record LdapConfig(
    String name,
    List<String> urls,
    Boolean startTls,
    String caFile,
    Boolean insecure,
    String bindDn,
    String bindPasswordFile,
    String baseDn,
    String userFilter,
    String subjectAttribute,
    String usernameAttribute,
    String displayNameAttribute,
    String emailAttribute,
    Boolean emailVerified,
    String groupAttribute,
    String groupBaseDn,
    String groupFilter,
    List<GroupRule> groups,
    Boolean createUsers,
    Boolean linkByEmail,
    Boolean secondFactorDone,
    UUID organizationId,
    Integer connectTimeoutMs,
    Integer responseTimeoutMs,
    Integer maxConnections) {
  static final String USERNAME = "{username}";
  static final String DN_OF_PERSON = "{dn}";
  private static final int LONGEST_MS = 10_000;
  private static final int SHORTEST_MS = 100;
  private static final int MOST_CONNECTIONS = 64;

  public LdapConfig {
    name = given(name, "ldap");
    urls = urls == null ? List.of() : List.copyOf(urls);
    startTls = startTls != null && startTls;
    insecure = insecure != null && insecure;
    userFilter = given(userFilter, "(&(objectClass=person)(uid={username}))");
    subjectAttribute = given(subjectAttribute, "entryUUID");
    usernameAttribute = given(usernameAttribute, "uid");
    displayNameAttribute = given(displayNameAttribute, "displayName");
    emailAttribute = given(emailAttribute, "mail");
    emailVerified = emailVerified != null && emailVerified;
    groupAttribute = groupAttribute == null ? "memberOf" : groupAttribute;
    groupFilter = given(groupFilter, "(|(member={dn})(uniqueMember={dn}))");
    groups = groups == null ? List.of() : groups.stream().map(LdapConfig::normal).toList();
    createUsers = createUsers == null || createUsers;
    linkByEmail = linkByEmail != null && linkByEmail;
    secondFactorDone = secondFactorDone != null && secondFactorDone;
    organizationId = organizationId == null ? Ids.DEFAULT_ORGANIZATION : organizationId;
    connectTimeoutMs =
        within(connectTimeoutMs, 2000, SHORTEST_MS, LONGEST_MS, "connect_timeout_ms");
    responseTimeoutMs =
        within(responseTimeoutMs, 3000, SHORTEST_MS, LONGEST_MS, "response_timeout_ms");
    maxConnections = within(maxConnections, 8, 1, MOST_CONNECTIONS, "max_connections");
    if (!urls.isEmpty()) {
      require(!isEmpty(baseDn), "base_dn", "is needed");
      requireDn(baseDn, "base_dn");
      requireFilter(userFilter, "user_filter");
      requireFilter(groupFilter, "group_filter");
      require(userFilter.contains(USERNAME), "user_filter", "must hold " + USERNAME);
      if (!isEmpty(groupBaseDn)) {
        requireDn(groupBaseDn, "group_base_dn");
      }
      require(
          isEmpty(bindDn) == isEmpty(bindPasswordFile),
          "bind_dn",
          "and bind_password_file need each other");
      if (!isEmpty(bindDn)) {
        requireDn(bindDn, "bind_dn");
      }
      require(!linkByEmail || emailVerified, "link_by_email", "needs email_verified");
    }
  }

  /** Whether there is a directory. */
  public boolean isGiven() {
    return !urls.isEmpty();
  }

  ExternalProvider provider() {
    return new ExternalProvider(
        name, organizationId, createUsers, linkByEmail, secondFactorDone, groups);
  }

  LdapServers servers() {
    return LdapServers.parse(urls, startTls, insecure);
  }

  Optional<Path> authority() {
    return isEmpty(caFile) ? Optional.empty() : Optional.of(Path.of(caFile));
  }

  boolean searchesGroups() {
    return !isEmpty(groupBaseDn);
  }

  Duration connectTimeout() {
    return Duration.ofMillis(connectTimeoutMs);
  }

  Duration responseTimeout() {
    return Duration.ofMillis(responseTimeoutMs);
  }

  static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }

  /** The one form of a name, in which groups are compared. */
  static String normal(String dn) throws LDAPException {
    return new DN(dn).toNormalizedString();
  }

  private static GroupRule normal(GroupRule rule) {
    try {
      require(
          !rule.group().isBlank() && rule.group().contains("="), "groups", NO_DN + rule.group());
      return rule.named(normal(rule.group()));
    } catch (LDAPException e) {
      throw new IllegalArgumentException("auth.ldap.groups " + NO_DN + rule.group(), e);
    }
  }

  private static final String NO_DN =
      "must name groups as the directory does, such as cn=ops,ou=groups,dc=example,dc=net, but has"
          + " ";

  private static String given(String value, String standard) {
    return isEmpty(value) ? standard : value;
  }

  private static Integer within(Integer value, int standard, int least, int most, String key) {
    int number = value == null ? standard : value;
    require(
        number >= least && number <= most,
        key,
        "must be " + least + " to " + most + " but is " + number);
    return number;
  }

  private static void requireDn(String dn, String key) {
    require(DN.isValidDN(dn), key, "must be a distinguished name but is " + dn);
  }

  private static void requireFilter(String filter, String key) {
    try {
      Filter.create(filter.replace(USERNAME, "x").replace(DN_OF_PERSON, "x"));
    } catch (LDAPException e) {
      throw new IllegalArgumentException(
          "auth.ldap." + key + " must be a filter but is " + filter, e);
    }
  }

  private static void require(boolean right, String key, String rule) {
    if (!right) {
      throw new IllegalArgumentException("auth.ldap." + key + " " + rule);
    }
  }
}
