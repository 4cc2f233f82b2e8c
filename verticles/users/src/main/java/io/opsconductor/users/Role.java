package io.opsconductor.users;

import io.opsconductor.contracts.users.RoleView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The roles that come with the product. Each states all that it permits; roles add up. */
enum Role {
  /** Sees what there is and what ran; credentials without their secrets. */
  VIEWER,
  /** A viewer who also runs jobs and commands, cancels them, and tests connections. */
  OPERATOR,
  /**
   * An operator who also writes targets, credentials, jobs, schedules and the service accounts of
   * their teams, and sees who may do what.
   */
  MANAGER,
  /** A viewer who also reads the audit log, and who may do what. */
  AUDITOR,
  /** May do everything in the organization. */
  ADMIN;

  private static final List<String> WHO_MAY =
      List.of(
          "user:read",
          "session:read",
          "role:read",
          "team:read",
          "grant:read",
          "service-account:read");

  /** {@code <thing>:<verb>}, or {@code *} for all. */
  List<String> permissions() {
    return switch (this) {
      case VIEWER ->
          List.of(
              "target:read",
              "job:read",
              "execution:read",
              "schedule:read",
              "credential:read",
              "cluster:read");
      case OPERATOR ->
          and(
              VIEWER.permissions(),
              List.of("job:run", "execution:cancel", "target:test", "target:run", "secret:use"));
      case MANAGER ->
          and(
              and(
                  OPERATOR.permissions(),
                  List.of("target:write", "job:write", "schedule:write", "credential:write")),
              and(WHO_MAY, List.of("service-account:write")));
      case AUDITOR -> and(and(VIEWER.permissions(), WHO_MAY), List.of("audit:read"));
      case ADMIN -> List.of("*");
    };
  }

  String description() {
    return switch (this) {
      case VIEWER -> "Sees what there is and what ran";
      case OPERATOR -> "A viewer who also runs jobs and commands, and cancels them";
      case MANAGER ->
          "An operator who also writes targets, credentials, jobs, schedules and their teams'"
              + " service accounts";
      case AUDITOR -> "A viewer who also reads the audit log, and who may do what";
      case ADMIN -> "May do everything in the organization";
    };
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Always the same, in every installation. */
  UUID id() {
    return new UUID(0x7000L, 0x8000_0000_0000_0100L + number());
  }

  private int number() {
    return switch (this) {
      case VIEWER -> 0;
      case OPERATOR -> 1;
      case MANAGER -> 2;
      case AUDITOR -> 3;
      case ADMIN -> 4;
    };
  }

  RoleView view() {
    return new RoleView(id(), wireName(), description(), true, permissions(), 1, null);
  }

  static Optional<Role> find(String name) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(name)).findFirst();
  }

  static Optional<Role> find(UUID id) {
    return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
  }

  private static List<String> and(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
