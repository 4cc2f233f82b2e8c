package io.opsconductor.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CallerContextTest {
  private static final CallerContext SERVICE = CallerContext.ofService("workers");

  @Test
  void require_shouldLetEveryoneIn_whenAnyMemberMay() {
    allowed(() -> SERVICE.require(Access.anyMember()));
    allowed(() -> user().require(Access.anyMember()));
  }

  @Test
  void require_shouldLetUsersIn_whenAnyUserMay() {
    allowed(() -> user().require(Access.anyUser()));
    refused(() -> SERVICE.require(Access.anyUser()), ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void require_shouldLetIn_whenTheUserHasThePermissionOrAll() {
    Access access = Access.permission("job:read");
    allowed(() -> user("job:read").require(access));
    allowed(() -> user("*").require(access));
  }

  @Test
  void require_shouldRefuse_whenTheUserLacksThePermission() {
    Access access = Access.permission("job:read");
    refused(() -> user().require(access), ErrorCode.FORBIDDEN);
    refused(
        () -> user("job:write", "job:*", "job", "JOB:READ").require(access), ErrorCode.FORBIDDEN);
    refused(() -> SERVICE.require(access), ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void require_shouldLetTheServiceIn_whenItIsNamed() {
    allowed(() -> SERVICE.require(Access.services("jobs", "workers")));
  }

  @Test
  void require_shouldRefuse_whenTheServiceIsNotNamedOrSpeaksForAUser() {
    refused(() -> SERVICE.require(Access.services("jobs")), ErrorCode.FORBIDDEN);
    refused(() -> SERVICE.require(Access.services()), ErrorCode.FORBIDDEN);
    refused(() -> user("*").require(Access.services("auth")), ErrorCode.FORBIDDEN);
  }

  private static CallerContext user(String... permissions) {
    return new CallerContext(
        "auth",
        Optional.of(
            new CallerContext.User(
                Ids.ADMIN_USER,
                "ann",
                Ids.DEFAULT_ORGANIZATION,
                null,
                List.of(),
                Set.of(permissions))));
  }

  private static void allowed(ThrowingCallable call) {
    assertThatCode(call).doesNotThrowAnyException();
  }

  private static void refused(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo(code.wireName()));
  }
}
