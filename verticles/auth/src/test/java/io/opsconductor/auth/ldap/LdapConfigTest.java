package io.opsconductor.auth.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.config.Section;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LdapConfigTest {
  private static final String BASE = "dc=example,dc=net";
  private static final String URL = "ldaps://ldap.example.net";

  private static Map<String, Object> least() {
    Map<String, Object> values = new HashMap<>();
    values.put("urls", List.of(URL));
    values.put("base_dn", BASE);
    return values;
  }

  private static LdapConfig config(Map<String, Object> values) {
    LdapConfig config =
        new Section("auth.ldap", Wire.mapper().valueToTree(values)).as(LdapConfig.class);
    config.servers();
    return config;
  }

  private static void refused(String key, Object value, String words) {
    Map<String, Object> values = least();
    values.put(key, value);
    assertThatThrownBy(() -> config(values)).hasMessageContaining("auth.ldap." + words);
  }

  @Test
  void as_shouldGiveDefaults_whenOnlyTheLeastIsGiven() {
    // when
    LdapConfig config = config(least());
    // then
    assertThat(config.isGiven()).isTrue();
    assertThat(config.name()).isEqualTo("ldap");
    assertThat(config.userFilter()).isEqualTo("(&(objectClass=person)(uid={username}))");
    assertThat(config.subjectAttribute()).isEqualTo("entryUUID");
    assertThat(config.usernameAttribute()).isEqualTo("uid");
    assertThat(config.displayNameAttribute()).isEqualTo("displayName");
    assertThat(config.emailAttribute()).isEqualTo("mail");
    assertThat(config.groupAttribute()).isEqualTo("memberOf");
    assertThat(config.groupFilter()).isEqualTo("(|(member={dn})(uniqueMember={dn}))");
    assertThat(config.searchesGroups()).isFalse();
    assertThat(config.emailVerified()).isFalse();
    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.responseTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.maxConnections()).isEqualTo(8);
    assertThat(config.provider().createUsers()).isTrue();
    assertThat(config.provider().linkByEmail()).isFalse();
    assertThat(config.provider().secondFactorDone()).isFalse();
    assertThat(config.provider().organizationId()).isEqualTo(Ids.DEFAULT_ORGANIZATION);
    assertThat(config.servers().security()).isEqualTo(LdapServers.Security.LDAPS);
    assertThat(config.servers().ports()).containsExactly(636);
  }

  @Test
  void as_shouldMeanNoDirectory_whenThereAreNoUrls() {
    assertThat(
            new Section("auth.ldap", Wire.mapper().valueToTree(Map.of("urls", List.of())))
                .as(LdapConfig.class)
                .isGiven())
        .isFalse();
  }

  @Test
  void as_shouldBringGroupsIntoOneForm_whenTheyAreWrittenInAnother() {
    // given
    Map<String, Object> values = least();
    values.put(
        "groups", List.of(Map.of("group", "CN=Ops,  OU=Groups," + BASE, "roles", List.of("x"))));
    // when, then
    assertThat(config(values).groups().getFirst().group())
        .isEqualTo("cn=ops,ou=groups,dc=example,dc=net");
  }

  @Test
  void as_shouldNameTheKey_whenSomethingIsWrong() {
    refused("urls", List.of("https://ldap.example.net"), "urls");
    refused("urls", List.of("ldap://ldap.example.net"), "urls would send passwords without TLS");
    refused("urls", List.of(URL, "ldap://127.0.0.1"), "urls must be all");
    refused("start_tls", true, "start_tls");
    refused("base_dn", "", "base_dn is needed");
    refused("base_dn", "nothing", "base_dn must be");
    refused("user_filter", "(uid={username}", "user_filter must be a filter");
    refused("user_filter", "(uid=x)", "user_filter must hold {username}");
    refused("group_filter", "member", "group_filter must be a filter");
    refused("bind_dn", "cn=reader," + BASE, "bind_dn and bind_password_file");
    refused("bind_password_file", "/run/x", "bind_dn and bind_password_file");
    refused("link_by_email", true, "link_by_email needs email_verified");
    refused("connect_timeout_ms", 1, "connect_timeout_ms must be 100 to 10000");
    refused("max_connections", 0, "max_connections must be 1 to 64");
    refused("groups", List.of(Map.of("group", "ops", "roles", List.of("x"))), "groups must name");
  }
}
