package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Permissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleTest {
  @Test
  void permissions_shouldAllowReadingOnly_whenViewer() {
    assertThat(Role.VIEWER.permissions())
        .containsExactlyInAnyOrder(
            "target:read",
            "job:read",
            "execution:read",
            "schedule:read",
            "credential:read",
            "cluster:read");
  }

  @Test
  void permissions_shouldAddRunning_whenOperator() {
    assertThat(Role.OPERATOR.permissions())
        .containsAll(Role.VIEWER.permissions())
        .contains("job:run", "target:run", "secret:use", "execution:cancel", "target:test")
        .doesNotContain(
            "job:write", "schedule:write", "target:write", "user:write", "credential:write");
  }

  @Test
  void permissions_shouldAddWritingOfThings_whenManager() {
    assertThat(Role.MANAGER.permissions())
        .containsAll(Role.OPERATOR.permissions())
        .contains("job:write", "schedule:write", "target:write", "credential:write", "user:read")
        .doesNotContain("user:write", "role:write", "grant:write", "audit:read");
  }

  @Test
  void permissions_shouldAllowReadingOnly_whenAuditor() {
    assertThat(Role.AUDITOR.permissions())
        .contains("audit:read", "grant:read")
        .allMatch(permission -> permission.endsWith(":read"));
  }

  @Test
  void permissions_shouldBeEverything_whenAdmin() {
    assertThat(Role.ADMIN.permissions()).containsExactly("*");
  }

  @Test
  void permissions_shouldExistAndNameEachOnce_whenTheyAreOfARole() {
    assertThat(Arrays.stream(Role.values()).filter(role -> role != Role.ADMIN))
        .allSatisfy(
            role ->
                assertThat(role.permissions())
                    .doesNotHaveDuplicates()
                    .allMatch(Permissions::exists));
  }

  @Test
  void find_shouldKnowARoleByNameAndId_whenItIsBuiltIn() {
    assertThat(List.of(Role.values()))
        .allSatisfy(
            role -> {
              assertThat(Role.find(role.wireName())).contains(role);
              assertThat(Role.find(role.id())).contains(role);
            });
    assertThat(Role.find("root")).isEmpty();
  }
}
