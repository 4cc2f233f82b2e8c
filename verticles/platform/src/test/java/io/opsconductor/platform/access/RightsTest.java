package io.opsconductor.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.auth.TokenLimits;
import io.opsconductor.contracts.auth.TokenScope;
import io.opsconductor.contracts.users.Entitlement;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.selector.Columns;
import io.opsconductor.platform.selector.NamedColumns;
import io.opsconductor.platform.selector.SqlArguments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final GrantObject DEV = new GrantObject(ObjectType.TARGET, null, "env=dev");
  private static final GrantObject PROD = new GrantObject(ObjectType.TARGET, null, "env=prod");
  private static final GrantObject JOB = new GrantObject(ObjectType.JOB, Ids.next(), null);

  private static Rights rights(Entitlement... entitlements) {
    return new Rights(List.of(entitlements));
  }

  private static Entitlement allow(GrantObject object, String... permissions) {
    return entitlement(GrantEffect.ALLOW, object, permissions);
  }

  private static Entitlement deny(GrantObject object, String... permissions) {
    return entitlement(GrantEffect.DENY, object, permissions);
  }

  private static Entitlement entitlement(
      GrantEffect effect, GrantObject object, String... permissions) {
    return new Entitlement(Ids.next(), "role", List.of(permissions), object, effect, null);
  }

  @Test
  void permissions_shouldBeAll_whenARoleHasAllAndNothingDenies() {
    assertThat(rights(allow(null, "*"), allow(DEV, "target:read")).permissions())
        .containsExactly("*");
  }

  @Test
  void permissions_shouldBeNone_whenThereIsNothingOrAllIsDenied() {
    assertThat(rights().permissions()).isEmpty();
    assertThat(rights(allow(null, "*"), deny(null, "*")).permissions()).isEmpty();
  }

  @Test
  void permissions_shouldHoldForSome_whenTheGrantIsLimitedOrOneLimits() {
    assertThat(rights(allow(DEV, "target:read", "job:read", "user:write")).permissions())
        .containsExactly("target:read@some");
    assertThat(
            rights(allow(null, "target:read", "job:read"), deny(PROD, "target:read")).permissions())
        .containsExactlyInAnyOrder("target:read@some", "job:read");
    assertThat(rights(allow(null, "*"), deny(PROD, "*")).permissions())
        .contains("target:run@some", "job:run", "user:write")
        .doesNotContain("*", "target:run");
  }

  @Test
  void permissions_shouldLackWhatIsDenied_whenItIsDeniedOnEverything() {
    assertThat(
            rights(allow(null, "target:read", "job:read"), deny(null, "target:read")).permissions())
        .containsExactly("job:read");
    assertThat(rights(allow(DEV, "target:read"), deny(null, "target:read")).permissions())
        .isEmpty();
  }

  @Test
  void permissions_shouldAddOnesOwnExecutions_whenOneMayRunSomething() {
    assertThat(rights(allow(JOB, "job:run")).permissions())
        .containsExactlyInAnyOrder("job:run@some", "execution:read@some", "execution:cancel@some");
    assertThat(rights(allow(JOB, "job:run"), deny(null, "execution:read")).permissions())
        .doesNotContain("execution:read@some");
  }

  @Test
  void reach_shouldBeEverything_whenNothingLimits() {
    assertThat(rights(allow(null, "*")).reach("target:read", ObjectType.TARGET).isEverything())
        .isTrue();
  }

  @Test
  void reach_shouldBeNothing_whenNothingAllowsOrAllIsDenied() {
    assertThat(rights(deny(DEV, "*")).reach("target:read", ObjectType.TARGET).isNothing()).isTrue();
    assertThat(
            rights(allow(DEV, "target:read"), deny(null, "*"))
                .reach("target:read", ObjectType.TARGET))
        .isEqualTo(Reach.NOTHING);
    assertThat(
            rights(allow(DEV, "target:read")).reach("target:write", ObjectType.TARGET).isNothing())
        .isTrue();
  }

  @Test
  void unlessDenied_shouldBeNothing_whenAllIsDenied_andEverythingElseOtherwise() {
    // given
    Reach denied =
        rights(allow(null, "*"), deny(null, "target:read")).reach("target:read", ObjectType.TARGET);
    Reach missing = rights().reach("target:read", ObjectType.TARGET);
    // when, then
    assertThat(Reach.NOTHING.unlessDenied()).isEqualTo(Reach.NOTHING);
    assertThat(denied.unlessDenied().isNothing()).isTrue();
    assertThat(denied.only().unlessDenied().isNothing()).isTrue();
    assertThat(missing.unlessDenied().isEverything()).isTrue();
    assertThat(missing.only().unlessDenied().isEverything()).isTrue();
    assertThat(missing.isNothing()).isTrue();
    assertThat(
            rights(deny(PROD, "target:read"))
                .reach("target:read", ObjectType.TARGET)
                .unlessDenied()
                .parts())
        .containsExactly(new Reach.Part(true, List.of(), List.of(PROD)));
  }

  @Test
  void reach_shouldNameObjects_whenGrantsDo() {
    assertThat(
            rights(allow(null, "target:read"), allow(DEV, "*"), deny(PROD, "*"))
                .reach("target:read", ObjectType.TARGET)
                .parts())
        .containsExactly(new Reach.Part(true, List.of(DEV), List.of(PROD)));
  }

  @Test
  void reach_shouldFollowTheJob_whenItIsOfExecutions() {
    assertThat(
            rights(allow(JOB, "execution:read"))
                .reach("execution:read", ObjectType.EXECUTION)
                .parts())
        .containsExactly(new Reach.Part(false, List.of(JOB), List.of()));
    assertThat(rights(allow(DEV, "*")).reach("execution:read", ObjectType.EXECUTION).isNothing())
        .isTrue();
  }

  @Test
  void and_shouldAllowOnlyWhatBothReach_whenOneIsNarrower() {
    assertThat(Reach.EVERYTHING.and(Reach.NOTHING).isNothing()).isTrue();
    assertThat(Reach.EVERYTHING.and(Reach.EVERYTHING).isEverything()).isTrue();
  }

  @Test
  void reach_shouldBeOfOwnerAndToken_andNothingBesides_whenATokenIsUsed() {
    // given
    TokenLimits limits =
        new TokenLimits(
            Ids.next(),
            "ci",
            Ids.next(),
            List.of("target:read"),
            List.of(new TokenScope(List.of("execution:read"), JOB)));
    Rights token = Rights.of(limits);
    Rights owner = rights(allow(null, "job:run"), allow(DEV, "target:read"));
    Map<ObjectType, Columns> columns =
        Map.of(ObjectType.JOB, new NamedColumns(Map.of("id", "job_id")));
    // when
    Reach read =
        owner
            .reach("execution:read", ObjectType.EXECUTION)
            .and(token.reach("execution:read", ObjectType.EXECUTION).only());
    String sql = ReachSql.of(read, columns, new SqlArguments(1), "own");
    // then
    assertThat(token.reach("target:read", ObjectType.TARGET).isEverything()).isTrue();
    assertThat(token.reach("target:write", ObjectType.TARGET).isNothing()).isTrue();
    assertThat(token.reach("execution:read", ObjectType.EXECUTION).parts())
        .containsExactly(new Reach.Part(false, List.of(JOB), List.of()));
    assertThat(sql.split(" AND ", -1)).hasSize(4);
    assertThat(sql.split(" AND ", -1)[0]).contains("own");
    assertThat(sql.split(" AND ", -1)[2]).contains("job_id").doesNotContain("own");
  }
}
