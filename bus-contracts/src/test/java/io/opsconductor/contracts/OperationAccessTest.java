package io.opsconductor.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the contracts with callers that it is not for. */
class OperationAccessTest {
  private static final String UNKNOWN_SERVICE = "stranger";

  private static final Set<String> GUARDED =
      Set.of(
          "password",
          "email",
          "user-email",
          "totp",
          "passkey",
          "factor",
          "recovery-codes",
          "mfa-policy",
          "own-mfa-policy",
          "user-mfa-policy",
          "user-mfa",
          "identity",
          "user-identity",
          "token",
          "service-account-token",
          "key",
          "credential",
          "role",
          "grant",
          "team",
          "team-member",
          "service-account",
          "user");

  private static final Set<String> CHANGES =
      Set.of(
          "add",
          "begin",
          "change",
          "confirm",
          "create",
          "delete",
          "put",
          "register",
          "remove",
          "rename",
          "renew",
          "reset",
          "reset-password",
          "rotate",
          "set",
          "unlink",
          "update");

  static Stream<Operation<?, ?>> operations() {
    return WireTypes.operations().stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void require_shouldRefuse_whenTheCallerIsNotWhomTheOperationIsFor(Operation<?, ?> operation) {
    Access access = operation.access();
    switch (access) {
      case Access.AnyMember any -> {}
      case Access.AnyUser any -> refused(CallerContext.ofService(UNKNOWN_SERVICE), access);
      case Access.OwnSession any -> refused(CallerContext.ofService(UNKNOWN_SERVICE), access);
      case Access.Permission permission -> {
        Set<String> others = new TreeSet<>(Permissions.all());
        others.remove(permission.name());
        refused(CallerContext.ofService(UNKNOWN_SERVICE), access);
        refused(user(Set.of()), access);
        refused(user(others), access);
      }
      case Access.Services services -> {
        refused(CallerContext.ofService(UNKNOWN_SERVICE), access);
        refused(user(Set.of(Permissions.ALL)), access);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void assurance_shouldBeFresh_whenFactorsSecretsOrRolesAreChangedByUsers(
      Operation<?, ?> operation) {
    // given
    String[] parts = operation.address().split("\\.", -1);
    boolean byUsers =
        switch (operation.access()) {
          case Access.AnyUser any -> true;
          case Access.OwnSession any -> true;
          case Access.Permission any -> true;
          case Access.AnyMember any -> false;
          case Access.Services any -> false;
        };
    // then
    if (byUsers && GUARDED.contains(parts[3]) && CHANGES.contains(parts[4])) {
      assertThat(operation.assurance())
          .as(operation.address())
          .isIn(Assurance.FRESH, Assurance.FRESH_OR_ENROLLING);
    }
  }

  private static CallerContext user(Set<String> permissions) {
    return new CallerContext(
        "auth",
        Optional.of(
            new CallerContext.User(
                Ids.next(), "ann", Ids.next(), Ids.next(), List.of(), permissions)));
  }

  private static void refused(CallerContext caller, Access access) {
    assertThatExceptionOfType(OpsException.class).isThrownBy(() -> caller.require(access));
  }
}
