package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Ids;
import io.opsconductor.executions.SlotShares.Candidate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlotSharesTest {
  private static final UUID FIRST = Ids.next();
  private static final UUID SECOND = Ids.next();

  @Test
  void of_shouldGiveOneEachInTurn_whenBothHaveRoom() {
    // when
    SlotShares shares =
        SlotShares.of(List.of(new Candidate(FIRST, 100, 1), new Candidate(SECOND, 100, 1)), 5);
    // then
    assertThat(shares.tasks()).isEqualTo(Map.of(FIRST, 3, SECOND, 2));
    assertThat(shares.more()).isTrue();
  }

  @Test
  void of_shouldGiveTheRestToTheOther_whenOneHasLittle() {
    // when
    SlotShares shares =
        SlotShares.of(List.of(new Candidate(FIRST, 1, 1), new Candidate(SECOND, 9, 1)), 10);
    // then
    assertThat(shares.tasks()).isEqualTo(Map.of(FIRST, 1, SECOND, 9));
    assertThat(shares.more()).isFalse();
  }

  @Test
  void of_shouldGiveFewButSome_whenScriptsAreLong() {
    // when
    SlotShares shares = SlotShares.of(List.of(new Candidate(FIRST, 50, 3 * 1024 * 1024)), 50);
    SlotShares huge = SlotShares.of(List.of(new Candidate(FIRST, 50, 100 * 1024 * 1024)), 50);
    // then
    assertThat(shares.tasks()).isEqualTo(Map.of(FIRST, 2));
    assertThat(huge.tasks()).isEqualTo(Map.of(FIRST, 1));
    assertThat(huge.more()).isTrue();
  }
}
