package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.executions.OutputStreamName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepStreamTest {

  private final Marker marker = Marker.random();
  private final Ssh.Recording recording = new Ssh.Recording();
  private final List<String> words = new ArrayList<>();
  private final StepStream stream =
      new StepStream(OutputStreamName.STDOUT, marker, recording, new StepWatch(), words::add);

  @Test
  void write_shouldGiveOnlyWhatFollowsTheMarker_whereverTheBytesAreSplit() throws IOException {
    // given
    byte[] all =
        ("noise opsc- " + marker.first() + " x\nmore" + marker.text() + " 12 12 99\nout\nput")
            .getBytes(StandardCharsets.UTF_8);

    for (int size = 1; size <= all.length; size++) {
      Ssh.Recording output = new Ssh.Recording();
      List<String> lines = new ArrayList<>();
      StepStream split =
          new StepStream(OutputStreamName.STDOUT, marker, output, new StepWatch(), lines::add);

      // when
      for (int at = 0; at < all.length; at += size) {
        split.write(all, at, Math.min(size, all.length - at));
      }

      // then
      assertThat(output.out()).isEqualTo("out\nput");
      assertThat(lines).containsExactly(" 12 12 99");
    }
  }

  @Test
  void write_shouldGiveNothing_whenTheMarkerDoesNotCome() throws IOException {
    // when
    stream.write("This account is not available.\n".getBytes(StandardCharsets.UTF_8));

    // then
    assertThat(recording.out()).isEmpty();
    assertThat(words).isEmpty();
  }

  @Test
  void parse_shouldKnowWhatCanBeKilled_whenTheShellLeadsItsGroup() {
    assertThat(RemoteGroup.parse(" 12 12 99").killable()).isTrue();
    assertThat(RemoteGroup.parse(" 12 0 99").killable()).isFalse();
    assertThat(RemoteGroup.parse(" 12 11 99").killable()).isFalse();
    assertThat(RemoteGroup.parse(" 1 1 0").killable()).isFalse();
    assertThat(RemoteGroup.parse("").killable()).isFalse();
  }
}
