package io.opsconductor.auth.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.auth.MfaPolicy;
import io.opsconductor.contracts.users.Principal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyLayersTest {
  private static final Principal PERSON = principal("operator", "job:run");
  private static final Principal ADMIN = principal("admin", "*");

  @ParameterizedTest
  @CsvSource({
    // system, organization, user, own: person, administrator
    "disabled, , , , disabled, disabled",
    "optional, , , , optional, optional",
    "required, , , , required, required",
    "required_for_admins, , , , optional, required",
    "optional, required, , , required, required",
    "required, optional, , , optional, optional",
    "disabled, required_for_admins, , , optional, required",
    "optional, required, disabled, , disabled, disabled",
    "optional, required, optional, , optional, optional",
    "disabled, disabled, required, , required, required",
    "optional, , , required, required, required",
    "required, , , optional, required, required",
    "optional, required, , disabled, required, required",
    "optional, , required, optional, required, required",
    "optional, , , required_for_admins, optional, required",
    "disabled, , , required, disabled, disabled",
    "required, , optional, required, required, required"
  })
  void demand_shouldBeOfTheNearest_whenTheUserCanOnlyAskForMore(
      String system,
      String organization,
      String user,
      String own,
      String person,
      String administrator) {
    // given
    PolicyLayers layers = new PolicyLayers(policy(organization), policy(user), policy(own));
    MfaPolicy configured = policy(system).orElseThrow();
    // then
    assertThat(layers.demand(configured, PERSON).policy()).isEqualTo(policy(person).orElseThrow());
    assertThat(layers.demand(configured, ADMIN).policy())
        .isEqualTo(policy(administrator).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "role:write", "grant:write", "mfa-policy:write"})
  void demand_shouldBeOfAdministrators_whoeverSaysWhoMayWhat(String permission) {
    // when, then
    assertThat(PolicyLayers.of(MfaPolicy.REQUIRED_FOR_ADMINS, principal("anything", permission)))
        .isEqualTo(PolicyLayers.Demand.DEMANDED);
    assertThat(PolicyLayers.of(MfaPolicy.REQUIRED_FOR_ADMINS, principal("any", "user:read")))
        .isEqualTo(PolicyLayers.Demand.OFFERED);
  }

  private static Optional<MfaPolicy> policy(String name) {
    return Optional.ofNullable(WireNamed.of(MfaPolicy.class, name));
  }

  private static Principal principal(String role, String permission) {
    return new Principal(
        Ids.next(), "ann", Ids.DEFAULT_ORGANIZATION, true, List.of(role), List.of(permission));
  }
}
