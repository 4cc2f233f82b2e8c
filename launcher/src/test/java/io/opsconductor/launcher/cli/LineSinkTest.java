package io.opsconductor.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineSinkTest {

  private final FakeTerminal fake = new FakeTerminal();

  @Test
  void frame_shouldJoinPieces_whenALineComesInParts() {
    // given
    LineSink sink = sink(true);

    // when
    output(sink, "web-1", "stdout", 1, "one\ntw");
    output(sink, "db", "stdout", 1, "other\n");
    output(sink, "web-1", "stdout", 1, "o\nthree");
    end(sink);

    // then
    assertThat(fake.out()).isEqualTo("web-1 | one\ndb | other\nweb-1 | two\nweb-1 | three\n");
    assertThat(fake.err()).isEmpty();
  }

  @Test
  void frame_shouldPrintToStandardError_whenTheHostDid() {
    // given
    LineSink sink = sink(true);

    // when
    output(sink, "web-1", "stdout", 1, "out");
    output(sink, "web-1", "stderr", 1, "bad\n");
    end(sink);

    // then
    assertThat(fake.out()).isEqualTo("web-1 | out\n");
    assertThat(fake.err()).isEqualTo("web-1 | bad\n");
  }

  @Test
  void frame_shouldFlushThePartialLine_whenTheTaskEnds() {
    // given
    LineSink sink = sink(true);
    output(sink, "web-1", "stdout", 1, "no line end");

    // when
    task(sink, "web-1", "succeeded");

    // then
    assertThat(fake.out()).isEqualTo("web-1 | no line end\n");
  }

  @Test
  void frame_shouldNotJoinAttempts_whenAnotherBegins() {
    // given
    LineSink sink = sink(true);

    // when
    output(sink, "web-1", "stdout", 1, "cut o");
    output(sink, "web-1", "stdout", 2, "again\n");

    // then
    assertThat(fake.out()).isEqualTo("web-1 | cut o\nweb-1 | again\n");
  }

  @Test
  void frame_shouldKeepEveryByte_whenNobodyLooks() throws JsonProcessingException {
    // given
    byte[] bytes = {0, (byte) 0xff, '\r', '\n', 0x1b, '[', 'm', (byte) 0xc3};
    LineSink sink = sink(false);

    // when
    String data = Base64.getEncoder().encodeToString(bytes);
    send(
        sink,
        """
        {"type":"output","seq":1,"taskId":"t","target":{"id":"i","name":"n"},"step":0,"attempt":1,
         "stream":"stdout","offset":0,"encoding":"base64","data":"%s"}
        """
            .formatted(data));
    end(sink);

    // then
    assertThat(fake.outBytes()).isEqualTo(bytes);
  }

  @Test
  void frame_shouldLineUpAndColourAndShowControls_whenAPersonLooks() {
    // given
    LineSink sink = new LineSink(fake.interactive().terminal(), true, Optional.empty());
    task(sink, "a-long-name", "running");

    // when
    output(sink, "web-1", "stdout", 1, "\u001b[2Jgone\r\n");

    // then
    assertThat(fake.out()).matches("\u001b\\[\\d+mweb-1       \\| \u001b\\[0m\\^\\[\\[2Jgone\n");
  }

  @Test
  void frame_shouldNotColour_whenNoColorIsSet() {
    // given
    fake.interactive().with("NO_COLOR", "1");
    LineSink sink = new LineSink(fake.terminal(), true, Optional.empty());

    // when
    output(sink, "web-1", "stdout", 1, "hi\n");

    // then
    assertThat(fake.out()).isEqualTo("web-1 | hi\n");
  }

  @Test
  void frame_shouldShowProgress_whenAPersonLooks() throws JsonProcessingException {
    // given
    LineSink sink = new LineSink(fake.interactive().terminal(), true, Optional.empty());

    // when
    send(sink, "{\"type\":\"state\",\"seq\":1,\"state\":\"running\",\"counts\":{\"total\":3}}");
    task(sink, "web-1", "succeeded");
    task(sink, "web-2", "unreachable");

    // then
    assertThat(fake.err()).endsWith("\r\u001b[K2/3 done, 1 failed");
  }

  @Test
  void frame_shouldShowNoProgress_whenNobodyLooks() throws JsonProcessingException {
    // given
    LineSink sink = sink(true);

    // when
    send(sink, "{\"type\":\"state\",\"seq\":1,\"state\":\"running\",\"counts\":{\"total\":3}}");
    task(sink, "web-1", "succeeded");

    // then
    assertThat(fake.err()).isEmpty();
  }

  @Test
  void end_shouldRefuse_whenTheOnlyTargetIsUnknown() {
    // given
    LineSink sink = new LineSink(fake.terminal(), true, Optional.of("web-9"));
    output(sink, "web-1", "stdout", 1, "hi\n");

    // when, then
    assertThatThrownBy(sink::end)
        .isInstanceOfSatisfying(
            CliException.class, e -> assertThat(e.exit()).isEqualTo(Exit.NOT_FOUND));
    assertThat(fake.out()).isEmpty();
  }

  @Test
  void add_shouldGiveOnParts_whenALineIsVeryLong() {
    // given
    LineSink sink = sink(false);
    byte[] piece = "x".repeat(LineJoiner.LONGEST).getBytes(StandardCharsets.UTF_8);

    // when
    for (int i = 0; i < 3; i++) {
      output(sink, "web-1", "stdout", 1, new String(piece, StandardCharsets.UTF_8));
    }
    end(sink);

    // then
    assertThat(fake.outBytes()).hasSize(3 * LineJoiner.LONGEST);
  }

  private LineSink sink(boolean prefixed) {
    return new LineSink(fake.terminal(), prefixed, Optional.empty());
  }

  private static void output(
      LineSink sink, String target, String stream, int attempt, String text) {
    JsonNode json =
        Json.object()
            .put("type", "output")
            .put("seq", 2)
            .put("taskId", "task-" + target)
            .put("attempt", attempt)
            .put("stream", stream)
            .put("data", text)
            .set("target", Json.object().put("id", "id-" + target).put("name", target));
    sink.frame(Frame.of(json), json);
  }

  private static void task(LineSink sink, String target, String state) {
    JsonNode json =
        Json.object()
            .put("type", "task")
            .put("seq", 2)
            .put("taskId", "task-" + target)
            .put("state", state)
            .set("target", Json.object().put("id", "id-" + target).put("name", target));
    sink.frame(Frame.of(json), json);
  }

  private static void end(LineSink sink) {
    JsonNode json = Json.object().put("type", "end").put("seq", 9).put("state", "succeeded");
    sink.frame(Frame.of(json), json);
    sink.end();
  }

  private static void send(LineSink sink, String text) throws JsonProcessingException {
    JsonNode json = Json.parse(text);
    sink.frame(Frame.of(json), json);
  }
}
