package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.OpsException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleTest {

  @Test
  void permissionsOf_shouldAllowReadingOnly_whenViewer() {
    assertThat(Role.permissionsOf(List.of("viewer")))
        .containsExactlyInAnyOrder(
            "target:read", "job:read", "execution:read", "credential:read", "cluster:read");
  }

  @Test
  void permissionsOf_shouldAddRunning_whenOperator() {
    assertThat(Role.permissionsOf(List.of("operator")))
        .containsAll(Role.permissionsOf(List.of("viewer")))
        .contains("job:run", "execution:cancel", "target:test")
        .doesNotContain("job:write", "target:write", "user:write", "credential:write");
  }

  @Test
  void permissionsOf_shouldBeEverything_whenAdmin() {
    assertThat(Role.permissionsOf(List.of("admin"))).containsExactly("*");
  }

  @Test
  void permissionsOf_shouldGrantNothing_whenTheRoleIsOfALaterRelease() {
    assertThat(Role.permissionsOf(List.of("auditor"))).isEmpty();
  }

  @Test
  void permissionsOf_shouldNameEachOnce_whenRolesOverlap() {
    assertThat(Role.permissionsOf(List.of("viewer", "operator")))
        .doesNotHaveDuplicates()
        .isEqualTo(Role.permissionsOf(List.of("operator")));
  }

  @Test
  void require_shouldPointAtTheName_whenThereIsNoSuchRole() {
    assertThatThrownBy(() -> Role.require(List.of("viewer", "root")))
        .isInstanceOfSatisfying(
            OpsException.class,
            e -> {
              assertThat(e.code()).isEqualTo("unknown_role");
              assertThat(e.errors().getFirst().pointer()).isEqualTo("/roles/1");
            });
  }
}
