package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.OutputHit;
import io.opsconductor.contracts.executions.OutputHits;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.SearchOutput;
import io.opsconductor.contracts.executions.StartExecution;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.jobs.OutputSpec;
import io.opsconductor.contracts.targets.TargetSelection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchIT {
  private static final int MIB = 1 << 20;

  @RegisterExtension static final World WORLD = new World();

  private Worker worker;
  private UUID id;
  private ClaimedTask task;

  @BeforeEach
  void running() {
    worker = WORLD.worker("w1");
    id = WORLD.start(1).id();
    task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
  }

  @Test
  void line_shouldBeFound_whenItIsInSeveralEntries() {
    // given
    print("one\nhel");
    print("lo wo");
    print("rld\r\nthree\n");
    // when
    OutputHits hits = search("o world");
    // then
    OutputHit hit = only(hits);
    assertThat(hit.line()).isEqualTo("hello world");
    assertThat(hit.line().substring(hit.matchStart(), hit.matchEnd())).isEqualTo("o world");
    assertThat(hit.lineOffset()).isEqualTo(4);
    assertThat(hit.lineNumber()).isEqualTo(2);
    assertThat(hit.taskId()).isEqualTo(task.taskId());
    assertThat(hit.target().name()).isEqualTo("host-0");
    assertThat(hit.step()).isZero();
    assertThat(hit.attempt()).isEqualTo(1);
    assertThat(hit.stream()).isEqualTo(OutputStreamName.STDOUT);
    LogEntry.Output begin =
        WORLD.log(id).stream()
            .filter(LogEntry.Output.class::isInstance)
            .map(LogEntry.Output.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(hit.seq()).isEqualTo(begin.seq());
    assertThat(hits.nextCursor()).isNull();
    assertThat(hits.scannedBytes()).isEqualTo("one\nhello world\nthree\n".length());
  }

  @Test
  void character_shouldBeFound_whenItIsInTwoEntries() {
    // given
    byte[] all = "eine große Straße 😀\n".getBytes(StandardCharsets.UTF_8);
    for (byte one : all) {
      worker.report(worker.output(task, 0, OutputStreamName.STDOUT, new byte[] {one}));
    }
    // when, then
    assertThat(only(search("große Straße 😀")).line()).isEqualTo("eine große Straße 😀");
    assertThat(only(search(query("GROSSE|STRAßE", true, true, null, 0, null))).matchStart())
        .isEqualTo(11);
    assertThat(only(search(query("STRASSE|GROßE", true, true, null, 0, null))).matchStart())
        .isEqualTo(5);
  }

  @Test
  void bytesThatAreNoText_shouldBeReplaced_whenTheirLineIsFound() {
    // given
    byte[] line = {'a', (byte) 0xE9, 'r', 'r', 'o', 'r', 0, '\n'};
    worker.report(worker.output(task, 0, OutputStreamName.STDOUT, line));
    // when, then
    assertThat(only(search("rror")).line()).isEqualTo("a\uFFFDrror\0");
    assertThat(only(search(query("r+o", true, false, null, 0, null))).matchStart()).isEqualTo(2);
  }

  @Test
  void hits_shouldBeByTargetAndStream_whenThereAreSeveral() {
    // given
    UUID two = WORLD.start(2).id();
    List<ClaimedTask> tasks = worker.claim(2);
    for (ClaimedTask each : tasks) {
      byte[] complaint = "an error\n".getBytes(StandardCharsets.UTF_8);
      worker.report(
          worker.dispatched(each, 0),
          worker.output(each, 0, OutputStreamName.STDERR, complaint),
          worker.output(each, 0, "no error\n"));
    }
    // when
    List<OutputHit> all = search(two, query("error", false, false, null, 0, null)).items();
    // then
    assertThat(all)
        .extracting(hit -> hit.target().name() + " " + hit.stream() + " " + hit.line())
        .containsExactly(
            "host-0 STDOUT no error",
            "host-0 STDERR an error",
            "host-1 STDOUT no error",
            "host-1 STDERR an error");
    String byId = all.get(2).target().id().toString();
    assertThat(search(two, query("error", false, false, byId, 0, null)).items())
        .isEqualTo(all.subList(2, 4));
    assertThat(search(two, query("error", false, false, "host-0", 0, null)).items())
        .isEqualTo(all.subList(0, 2));
    SearchOutput stderr =
        new SearchOutput(two, "error", null, null, null, OutputStreamName.STDERR, null, null);
    assertThat(WORLD.ann().call(ExecutionOperations.SEARCH_OUTPUT, stderr).items())
        .containsExactly(all.get(1), all.get(3));
    refused(query("error", false, false, "host-9", 0, null), ErrorCode.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "Error, false, false, 1",
    "error, false, true, 2",
    "^.*rror: [0-9]{2}$, true, false, 2",
    "ERROR: 1, true, true, 1",
    "e.ror, false, true, 0",
    "^$, true, false, 0"
  })
  void query_shouldBeTextUnlessToldOtherwise_whenLinesAreSearched(
      String query, boolean regex, boolean ignoreCase, int hits) {
    // given
    print("an Error: 17\nan error: 42\n");
    // when, then
    assertThat(search(query(query, regex, ignoreCase, null, 0, null)).items()).hasSize(hits);
  }

  @ParameterizedTest
  @CsvSource({
    "(abc, missing closing",
    "a(?=b), invalid or unsupported Perl syntax",
    "(a)\\1, invalid escape sequence",
    "(((a{100}){100}){100}){100}, too large",
    "(.{30}){40}, too large"
  })
  void pattern_shouldBeRefusedWithTheReason_whenItIsNotUnderstood(String pattern, String reason) {
    assertThatThrownBy(() -> search(query(pattern, true, false, null, 0, null)))
        .isInstanceOfSatisfying(
            OpsException.class,
            e -> {
              assertThat(e.is(ErrorCode.BAD_PATTERN)).isTrue();
              assertThat(e.getMessage()).contains(reason);
            });
  }

  @Test
  void context_shouldBeTheLinesAround_whenItIsAsked() {
    // given
    print("1\n2\nhit 3\n4\nhit 5");
    // when
    List<OutputHit> hits = search(query("hit", false, false, null, 3, null)).items();
    // then
    assertThat(hits.get(0).before()).containsExactly("1", "2");
    assertThat(hits.get(0).after()).containsExactly("4", "hit 5");
    assertThat(hits.get(1).before()).containsExactly("2", "hit 3", "4");
    assertThat(hits.get(1).after()).isEmpty();
  }

  @Test
  void pages_shouldHoldEveryHitOnce_whenThereAreMany() {
    // given
    List<String> lines =
        IntStream.range(0, 1000).mapToObj(i -> i % 3 == 0 ? "hit " + i : "other " + i).toList();
    for (int from = 0; from < lines.size(); from += 100) {
      print(String.join("\n", lines.subList(from, from + 100)) + "\n");
    }
    // when
    List<OutputHit> hits = all("hit", 7, 2);
    // then
    assertThat(hits).hasSize(334);
    for (OutputHit hit : hits) {
      int at = (int) hit.lineNumber() - 1;
      assertThat(hit.line()).isEqualTo(lines.get(at));
      assertThat(hit.before()).isEqualTo(lines.subList(Math.max(0, at - 2), at));
      assertThat(hit.after()).isEqualTo(lines.subList(at + 1, Math.min(1000, at + 3)));
    }
    assertThat(hits).isEqualTo(search(query("hit", false, false, null, 2, 500)).items());
    refused(
        new SearchOutput(id, "x", null, null, null, null, null, new PageRequest(1, "MTox")),
        ErrorCode.BAD_CURSOR);
  }

  @Test
  void hits_shouldBeOfAllTargets_whenTheyAreReadInPages() {
    // given
    UUID many = WORLD.start(30, 30).id();
    for (ClaimedTask each : worker.claim(30)) {
      worker.report(worker.run(each, "a hit\nand a hit\n", 0));
    }
    // when
    String cursor = null;
    List<OutputHit> hits = new ArrayList<>();
    do {
      SearchOutput part =
          new SearchOutput(many, "hit", null, null, null, null, 1, new PageRequest(7, cursor));
      OutputHits found = WORLD.ann().call(ExecutionOperations.SEARCH_OUTPUT, part);
      hits.addAll(found.items());
      cursor = found.nextCursor();
    } while (cursor != null);
    // then
    assertThat(hits).hasSize(60);
    assertThat(new HashSet<>(hits)).hasSize(60);
    assertThat(hits.stream().map(hit -> hit.target().name()).distinct())
        .containsExactlyElementsOf(IntStream.range(0, 30).mapToObj(i -> "host-" + i).toList());
  }

  @Test
  void work_shouldBeBounded_whenThereIsMuch() {
    // given
    store(40);
    // when
    OutputHits first = search("needle in it");
    // then: the only one is in the last line
    assertThat(first.items()).isEmpty();
    assertThat(first.nextCursor()).isNotNull();
    assertThat(first.scannedBytes()).isBetween(1L, 33L * MIB);
    assertThat(all("needle in it", 50, 0)).hasSize(1);
  }

  @Test
  void longLine_shouldBeSearchedInParts_whenItHasNoEnd() {
    // given
    String filler = "x".repeat(65_530);
    print(filler);
    print("ne");
    print("edle" + filler + "needle");
    // when
    List<OutputHit> hits = search("needle").items();
    // then
    assertThat(hits).hasSize(2);
    assertThat(hits).allSatisfy(hit -> assertThat(hit.line()).hasSize(SearchRun.MAX_TEXT));
    assertThat(hits)
        .allSatisfy(
            hit ->
                assertThat(hit.line().substring(hit.matchStart(), hit.matchEnd()))
                    .isEqualTo("needle"));
    assertThat(hits).extracting(OutputHit::lineNumber).containsOnly(1L);
  }

  @Test
  void lines_shouldNotBeGlued_whenBytesBetweenThemAreNotKept() {
    // given
    StartExecution limited =
        new StartExecution(
            null,
            null,
            "x",
            null,
            null,
            new TargetSelection(WORLD.targets(1), null),
            Map.of(),
            null,
            null,
            new OutputSpec(2048L),
            null);
    id = WORLD.ann().call(ExecutionOperations.START, limited).id();
    task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    // when
    print("x".repeat(3000) + "y".repeat(2998) + "\nz\n");
    worker.report(
        worker.stepFinished(task, 0, 0, null), worker.finished(task, TaskState.SUCCEEDED, 0));
    // then
    assertThat(search(query("xy", true, false, null, 0, null)).items()).isEmpty();
    assertThat(only(search(query("x$", true, false, null, 2, null))).after()).isEmpty();
    OutputHit tail = only(search(query("^y", true, false, null, 2, null)));
    assertThat(tail.before()).isEmpty();
    assertThat(tail.after()).containsExactly("z");
    assertThat(tail.lineOffset()).isEqualTo(6001 - 1024);
    assertThat(tail.line()).hasSize(1021);
  }

  @Test
  void output_shouldBeSearched_whileItStillComes() {
    // given
    print("still com");
    // when, then
    assertThat(only(search("com")).line()).isEqualTo("still com");
    print("ing\n");
    assertThat(only(search("com")).line()).isEqualTo("still coming");
    assertThat(search("gone").items()).isEmpty();
  }

  @Test
  void search_shouldBeRefused_whenTheExecutionIsOfAnotherOrganization() {
    SearchOutput query = query("x", false, false, null, 0, null);
    assertThatThrownBy(() -> WORLD.stranger().call(ExecutionOperations.SEARCH_OUTPUT, query))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.is(ErrorCode.NOT_FOUND)).isTrue());
  }

  /** As if the task had printed so many MiB, in entries of 64 KiB, with lines of 100 bytes. */
  private void store(int mib) {
    long entries = mib * 16L;
    WORLD
        .harness()
        .db()
        .execute(
            """
            INSERT INTO log (execution_id, seq, organization_id, kind, task_id, step, attempt, stream,
                             stream_offset, data)
            SELECT $1, 1000 + i, t.organization_id, 'output', t.id, 0, 1, 'stdout', (i - 1) * 65500,
                   convert_to(repeat(rpad('2026-11-21 12:00:00 INFO request took 12 ms', 99, '.') || E'\\n', 655), 'UTF8')
            FROM generate_series(1, $2) i, tasks t WHERE t.execution_id = $1\
            """,
            id,
            (int) entries);
    WORLD
        .harness()
        .db()
        .execute(
            """
            INSERT INTO log (execution_id, seq, organization_id, kind, task_id, step, attempt, stream,
                             stream_offset, data)
            SELECT $1, 900000, t.organization_id, 'output', t.id, 0, 1, 'stdout', $2, 'a needle in it'
            FROM tasks t WHERE t.execution_id = $1\
            """,
            id,
            entries * 65_500);
    WORLD
        .harness()
        .db()
        .execute(
            "UPDATE step_attempts SET stdout_bytes = $2 WHERE task_id = $1",
            task.taskId(),
            entries * 65_500 + 14);
  }

  private void print(String text) {
    worker.report(worker.output(task, 0, text));
  }

  private SearchOutput query(
      String query, boolean regex, boolean ignoreCase, String target, int context, Integer limit) {
    PageRequest page = new PageRequest(limit, null);
    return new SearchOutput(id, query, regex, ignoreCase, target, null, context, page);
  }

  private OutputHits search(String literal) {
    return search(query(literal, false, false, null, 0, null));
  }

  private static OutputHits search(SearchOutput query) {
    return WORLD.ann().call(ExecutionOperations.SEARCH_OUTPUT, query);
  }

  private static OutputHits search(UUID execution, SearchOutput query) {
    return search(
        new SearchOutput(
            execution,
            query.query(),
            query.regex(),
            query.ignoreCase(),
            query.target(),
            query.stream(),
            query.context(),
            query.page()));
  }

  /** Every page. */
  private List<OutputHit> all(String literal, int limit, int context) {
    List<OutputHit> hits = new ArrayList<>();
    String cursor = null;
    do {
      PageRequest page = new PageRequest(limit, cursor);
      OutputHits part =
          search(new SearchOutput(id, literal, null, null, null, null, context, page));
      assertThat(part.items()).hasSizeLessThanOrEqualTo(limit);
      hits.addAll(part.items());
      cursor = part.nextCursor();
    } while (cursor != null);
    return hits;
  }

  private static OutputHit only(OutputHits hits) {
    assertThat(hits.items()).hasSize(1);
    return hits.items().getFirst();
  }

  private static void refused(SearchOutput query, ErrorCode code) {
    assertThatThrownBy(() -> search(query))
        .isInstanceOfSatisfying(OpsException.class, e -> assertThat(e.is(code)).isTrue());
  }
}
