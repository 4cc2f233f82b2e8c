package io.opsconductor.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingNoticesTest {
  private static final String ID = "018f-run";

  private final FakeTerminal fake = new FakeTerminal();
  private final FrameSink sink =
      new WaitingNotices(new LineSink(fake.terminal(), true, Optional.empty()), ID);

  @Test
  void frame_shouldSayWhoWaitsAndHowToDecide_whenATaskComesToWait() {
    // when
    task(sink, "web-1", "running");
    task(sink, "web-1", "waiting");
    state(sink, "waiting", 1);
    // then
    assertThat(fake.err())
        .isEqualTo(
            """
            web-1 waits for a person, since nobody knows how its command ended. Look there, then decide:
              opsconductor executions resolve 018f-run web-1 --as succeeded|failed|retry
            The execution waits: nothing is left to do until somebody decides about 1 host.
            """);
    assertThat(fake.out()).isEmpty();
  }

  @Test
  void frame_shouldSayThatItGoesOn_whenSomebodyDecided() {
    // given
    task(sink, "web-1", "waiting");
    state(sink, "waiting", 1);
    // when
    task(sink, "web-1", "pending");
    state(sink, "running", 0);
    task(sink, "web-1", "running");
    task(sink, "web-2", "succeeded");
    // then
    assertThat(fake.err()).endsWith("1 host.\nweb-1 no longer waits: pending\n");
  }

  @Test
  void frame_shouldNotNameThemAll_whenManyWait() {
    // when
    for (int i = 0; i < WaitingNotices.NAMED + 5; i++) {
      task(sink, "web-" + i, "waiting");
    }
    // then
    assertThat(fake.err().lines().filter(line -> line.contains(" resolve ")))
        .hasSize(WaitingNotices.NAMED);
    assertThat(fake.err())
        .endsWith("More hosts wait: opsconductor executions tasks 018f-run --state waiting\n");
  }

  @Test
  void frame_shouldStayOutOfTheData_whenAProgramReads() throws JsonProcessingException {
    // given
    FrameSink raw = new WaitingNotices(new RawSink(fake.terminal(), true), ID);
    // when
    task(raw, "web-1", "waiting");
    // then
    assertThat(Json.text(Json.parse(fake.out()), "state")).isEqualTo("waiting");
    assertThat(fake.err()).contains("resolve 018f-run web-1");
  }

  @Test
  void frame_shouldCountThoseThatWait_whenAPersonLooks() {
    // given
    FrameSink shown =
        new WaitingNotices(new LineSink(fake.interactive().terminal(), true, Optional.empty()), ID);
    // when
    state(shown, "running", 0);
    task(shown, "web-1", "waiting");
    task(shown, "web-2", "succeeded");
    // then
    assertThat(fake.err()).endsWith("1/3 done, 1 waiting");
  }

  private static void task(FrameSink sink, String target, String state) {
    JsonNode json =
        Json.object()
            .put("type", "task")
            .put("seq", 2)
            .put("taskId", "task-" + target)
            .put("state", state)
            .set("target", Json.object().put("id", "id-" + target).put("name", target));
    sink.frame(Frame.of(json), json);
  }

  private static void state(FrameSink sink, String state, int waiting) {
    JsonNode json =
        Json.object()
            .put("type", "state")
            .put("seq", 2)
            .put("state", state)
            .set("counts", Json.object().put("total", 3).put("waiting", waiting));
    sink.frame(Frame.of(json), json);
  }
}
