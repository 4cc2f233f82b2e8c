package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamLinesTest {
  private final List<StreamLines.Line> taken = new ArrayList<>();
  private final StreamLines lines = new StreamLines(line -> taken.add(line), 0, 1);

  @Test
  void lines_shouldBeTheSame_howeverTheyAreCut() {
    // given
    byte[] all = "a\n\nüb\r\n\r\nlong line\r\rx\nend".getBytes(StandardCharsets.UTF_8);
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      taken.clear();
      StreamLines cut = new StreamLines(line -> taken.add(line), 0, 1);
      // when
      int at = 0;
      for (long seq = 1; at < all.length; seq++) {
        int to = Math.min(all.length, at + 1 + random.nextInt(6));
        cut.add(seq, at, Arrays.copyOfRange(all, at, to));
        at = to;
      }
      cut.end();
      // then
      assertThat(texts()).containsExactly("a", "", "üb", "", "long line\r\rx", "end");
      assertThat(taken)
          .extracting(StreamLines.Line::offset)
          .containsExactly(0L, 2L, 3L, 8L, 10L, 23L);
      assertThat(taken)
          .extracting(StreamLines.Line::number)
          .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }
  }

  @Test
  void entry_shouldBeTheOneOfTheFirstByte_whenALineIsInSeveral() {
    // when
    lines.add(10, 0, bytes("one\ntw"));
    lines.add(11, 6, bytes("o"));
    lines.add(14, 7, bytes("\nthree\n"));
    // then
    assertThat(taken).extracting(StreamLines.Line::seq).containsExactly(10L, 10L, 14L);
  }

  @Test
  void longLine_shouldComeInOverlappingParts_whenItIsTooLong() {
    // given
    String text = "日".repeat(60_000);
    // when
    byte[] all = bytes(text + "\nnext\n");
    for (int at = 0; at < all.length; at += 1000) {
      lines.add(at, at, Arrays.copyOfRange(all, at, Math.min(all.length, at + 1000)));
    }
    // then
    assertThat(taken).hasSize(4);
    assertThat(taken.getLast().number()).isEqualTo(2);
    assertThat(taken.subList(0, 3)).extracting(StreamLines.Line::number).containsOnly(1L);
    assertThat(taken.subList(0, 3))
        .extracting(StreamLines.Line::whole)
        .containsExactly(false, false, true);
    StreamLines.Line second = taken.get(1);
    assertThat(second.offset())
        .isBetween(
            (long) StreamLines.LONGEST - StreamLines.OVERLAP,
            StreamLines.LONGEST - StreamLines.OVERLAP + 3L);
    assertThat(second.offset() % 3).isZero();
    assertThat(second.seq()).isEqualTo(second.offset() / 1000 * 1000);
    assertThat(taken.get(2).offset() + taken.get(2).length()).isEqualTo(180_000);
  }

  @Test
  void lines_shouldNotBeJoined_whenBytesAreMissing() {
    // when
    lines.add(1, 0, bytes("one\ntwo"));
    assertThat(lines.gapBefore(7)).isFalse();
    assertThat(lines.gapBefore(100)).isTrue();
    lines.skipTo(100);
    lines.add(2, 100, bytes("three\n"));
    // then
    assertThat(texts()).containsExactly("one", "two", "three");
    assertThat(taken.getLast().offset()).isEqualTo(100);
  }

  @Test
  void beginning_shouldBePassedOver_whenItGoesOnWithinAnEntry() {
    // given
    StreamLines resumed = new StreamLines(line -> taken.add(line), 4, 2);
    // when
    resumed.add(1, 0, bytes("one\ntwo\n"));
    // then
    assertThat(texts()).containsExactly("two");
    assertThat(taken.getFirst().number()).isEqualTo(2);
  }

  @Test
  void lines_shouldStop_whenNoMoreAreWanted() {
    // given
    StreamLines two =
        new StreamLines(
            line -> {
              taken.add(line);
              return taken.size() < 2;
            },
            0,
            1);
    // when
    two.add(1, 0, bytes("1\n2\n3\n4"));
    two.end();
    // then
    assertThat(texts()).containsExactly("1", "2");
  }

  private List<String> texts() {
    return taken.stream()
        .map(line -> new String(line.bytes(), line.from(), line.length(), StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
