package io.opsconductor.contracts;

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
