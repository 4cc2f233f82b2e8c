package io.opsconductor.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opsconductor.contracts.jobs.JobOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {
  private static final Set<String> GROUPS =
      Set.of(
          "gateway",
          "auth",
          "users",
          "secrets",
          "targets",
          "jobs",
          "executions",
          "schedules",
          "workers",
          "audit");

  static Stream<Operation<?, ?>> operations() {
    return WireTypes.operations().stream();
  }

  @Test
  void addresses_shouldBeUnique_whenAllOperationsAndHintsAreCounted() {
    // given
    List<String> addresses = new ArrayList<>();
    WireTypes.operations().forEach(operation -> addresses.add(operation.address()));
    WireTypes.hints().forEach(hint -> addresses.add(hint.address()));
    // then
    assertThat(addresses).hasSizeGreaterThan(40).doesNotHaveDuplicates();
  }

  @Test
  void addresses_shouldBelongToTheCatalogue_whenItIsOfAGroup() {
    for (Class<?> catalogue : WireTypes.CATALOGUES) {
      String group = catalogue.getPackageName().replaceAll(".*\\.", "");
      assertThat(WireTypes.operations())
          .filteredOn(operation -> operation.service().equals(group))
          .as(catalogue.getSimpleName())
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operation_shouldCarryRecords_whenItIsSent(Operation<?, ?> operation) {
    assertThat(operation.requestType().isRecord()).isTrue();
    assertThat(operation.replyType().isRecord()).isTrue();
    assertThat(operation.timeout()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    assertThat(operation.addressAt("n1")).isEqualTo(operation.address() + "@n1");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void access_shouldNameThingsThatExist_whenItIsRestricted(Operation<?, ?> operation) {
    switch (operation.access()) {
      case Access.AnyMember any ->
          assertThat(operation.address()).isIn("ops.auth.v1.key.announce", "ops.auth.v1.key.list");
      case Access.AnyUser any -> assertThat(operation.service()).isIn("auth", "users", "audit");
      case Access.OwnSession any -> assertThat(operation.service()).isIn("auth", "users");
      case Access.Permission permission ->
          assertThat(Permissions.exists(permission.name())).as(permission.name()).isTrue();
      case Access.Services services -> assertThat(GROUPS).containsAll(services.names());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ops.jobs.job.create",
        "ops.jobs.v1.job",
        "ops.Jobs.v1.job.create",
        "ops.jobs.v1.job.create.now",
        "ops.jobs.v1.job.create@node"
      })
  void operation_shouldBeRefused_whenTheAddressIsNotWellFormed(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Operation.once(address, Empty.class, Empty.class, Access.anyUser()))
        .withMessageContaining("ops.<service>.v<N>.<noun>.<verb>");
  }

  @Test
  void operation_shouldBeRefused_whenItHasNoTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobOperations.GET.withTimeout(Duration.ZERO))
        .withMessageContaining("timeout must be positive");
  }

  @Test
  void errorCodes_shouldHaveNumbersOfTheirOwn_whenAllAreCounted() {
    assertThat(ErrorCode.values()).extracting(ErrorCode::number).doesNotHaveDuplicates();
    assertThat(Arrays.stream(ErrorCode.values()).filter(ErrorCode::retryable))
        .extracting(ErrorCode::category)
        .containsOnly(ErrorCategory.UNAVAILABLE, ErrorCategory.LIMIT);
  }
}
