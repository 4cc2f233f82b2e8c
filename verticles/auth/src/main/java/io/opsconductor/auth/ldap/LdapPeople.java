package io.opsconductor.auth.ldap;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.opsconductor.auth.external.ExternalIdentity;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds people and their groups. What was typed reaches a filter only escaped. */
final class LdapPeople {
  private static final Logger LOG = LoggerFactory.getLogger(LdapPeople.class);
  private static final int MOST_GROUPS = 1000;

  private final LdapConfig config;

  LdapPeople(LdapConfig config) {
    this.config = config;
  }

  /** Nobody, too, when several are found. */
  Optional<SearchResultEntry> find(LDAPConnectionPool pool, String username) throws LDAPException {
    String filter = config.userFilter().replace(LdapConfig.USERNAME, Filter.encodeValue(username));
    SearchRequest request = request(config.baseDn(), filter, 2, attributes());
    try {
      List<SearchResultEntry> found = pool.search(request).getSearchEntries();
      if (found.size() == 1) {
        return Optional.of(found.getFirst());
      }
      if (!found.isEmpty()) {
        several();
      }
      return Optional.empty();
    } catch (LDAPException e) {
      if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        several();
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Empty when the entry lacks what nobody can be without. */
  Optional<ExternalIdentity> identity(LDAPConnectionPool pool, SearchResultEntry entry)
      throws LDAPException {
    Optional<String> subject = subject(entry);
    String username = entry.getAttributeValue(config.usernameAttribute());
    if (subject.isEmpty() || LdapConfig.isEmpty(username)) {
      LOG.atWarn()
          .addKeyValue("directory", config.name())
          .addKeyValue("subjectAttribute", config.subjectAttribute())
          .addKeyValue("usernameAttribute", config.usernameAttribute())
          .log("Somebody cannot sign in: the entry in the directory lacks one of these");
      return Optional.empty();
    }
    return Optional.of(
        new ExternalIdentity(
            config.name(),
            subject.get(),
            username,
            entry.getAttributeValue(config.displayNameAttribute()),
            entry.getAttributeValue(config.emailAttribute()),
            config.emailVerified(),
            groups(pool, entry, username)));
  }

  private Set<String> groups(LDAPConnectionPool pool, SearchResultEntry entry, String username)
      throws LDAPException {
    Set<String> groups = new HashSet<>();
    if (!config.groupAttribute().isEmpty()) {
      String[] values = entry.getAttributeValues(config.groupAttribute());
      for (String value : values == null ? new String[0] : values) {
        groups.add(LdapConfig.normal(value));
      }
    }
    if (config.searchesGroups()) {
      String filter =
          config
              .groupFilter()
              .replace(LdapConfig.DN_OF_PERSON, Filter.encodeValue(entry.getDN()))
              .replace(LdapConfig.USERNAME, Filter.encodeValue(username));
      SearchRequest request =
          request(config.groupBaseDn(), filter, MOST_GROUPS, SearchRequest.NO_ATTRIBUTES);
      for (SearchResultEntry group : pool.search(request).getSearchEntries()) {
        groups.add(LdapConfig.normal(group.getDN()));
      }
    }
    return groups;
  }

  /** A GUID is no text: Active Directory has sixteen bytes. */
  private Optional<String> subject(SearchResultEntry entry) {
    String attribute = config.subjectAttribute();
    if (attribute.toLowerCase(Locale.ROOT).endsWith("guid")) {
      return Optional.ofNullable(entry.getAttributeValueBytes(attribute))
          .map(bytes -> HexFormat.of().formatHex(bytes));
    }
    return Optional.ofNullable(entry.getAttributeValue(attribute))
        .filter(value -> !value.isBlank());
  }

  private String[] attributes() {
    Set<String> names = new HashSet<>();
    names.add(config.subjectAttribute());
    names.add(config.usernameAttribute());
    names.add(config.displayNameAttribute());
    names.add(config.emailAttribute());
    if (!config.groupAttribute().isEmpty()) {
      names.add(config.groupAttribute());
    }
    return names.toArray(String[]::new);
  }

  private SearchRequest request(String base, String filter, int most, String... attributes)
      throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            base,
            SearchScope.SUB,
            DereferencePolicy.NEVER,
            most,
            (int) Math.max(1, config.responseTimeout().toSeconds()),
            false,
            Filter.create(filter),
            attributes);
    request.setFollowReferrals(false);
    return request;
  }

  private void several() {
    LOG.atWarn()
        .addKeyValue("directory", config.name())
        .log("Somebody cannot sign in: auth.ldap.user_filter finds several entries");
  }
}
