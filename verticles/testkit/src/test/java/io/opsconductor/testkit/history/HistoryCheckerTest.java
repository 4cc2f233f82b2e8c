package io.opsconductor.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.testkit.history.LedgerMark.Event;
import io.opsconductor.testkit.history.Violation.Promise;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each test spoils one thing of a history in which everything is right. */
class HistoryCheckerTest {
  private static final LedgerWork WORK = LedgerWork.of("quick", 3, Duration.ZERO, true, 0);
  private static final UUID EXECUTION = UUID.randomUUID();
  private static final UUID TASK = UUID.randomUUID();

  private final Told told = new Told();
  private final List<LedgerMark> marks =
      new ArrayList<>(List.of(mark(1, Event.START), mark(1, Event.END)));
  private final List<RequestedRun> requests = new ArrayList<>(List.of(request(false, WORK)));

  /** What is stored and shown. */
  private static final class Told implements History {
    private final List<ExecutionRow> executions =
        new ArrayList<>(List.of(execution("succeeded", 5, 5, 1)));
    private final List<TaskRow> tasks = new ArrayList<>(List.of(task("succeeded", 0, 1)));
    private final List<AttemptRow> attempts = new ArrayList<>(List.of(attempt(1, 0, "succeeded")));
    private StoredOutput output =
        new StoredOutput(WORK.stdout("r"), WORK.stderr(), Optional.empty());

    @Override
    public List<ExecutionRow> executions() {
      return executions;
    }

    @Override
    public List<TaskRow> tasks() {
      return tasks;
    }

    @Override
    public List<AttemptRow> attempts() {
      return attempts;
    }

    @Override
    public StoredOutput output(TaskRow task, AttemptRow attempt) {
      return output;
    }
  }

  private static History.ExecutionRow execution(
      String state, long lastSeq, long entries, long ends) {
    return new History.ExecutionRow(
        EXECUTION, state, "r", 1, lastSeq, entries, lastSeq, ends, 1, 0);
  }

  private static History.TaskRow task(String state, Integer exitCode, long ends) {
    return new History.TaskRow(
        TASK, EXECUTION, "host", state, Optional.ofNullable(exitCode), ends, false, null);
  }

  private static RequestedRun request(boolean retriesLoss, LedgerWork... steps) {
    return new RequestedRun(
        "r", List.of(steps), retriesLoss, List.of("host"), Optional.of(EXECUTION), false);
  }

  private static History.AttemptRow attempt(int number, Integer exitCode, String state) {
    return attempt(0, number, exitCode, state);
  }

  private static History.AttemptRow attempt(int step, int number, Integer exitCode, String state) {
    return new History.AttemptRow(
        TASK,
        step,
        number,
        Optional.ofNullable(exitCode),
        true,
        Optional.of(state),
        Optional.empty());
  }

  private static LedgerMark mark(int attempt, Event event) {
    return mark(0, attempt, event);
  }

  private static LedgerMark mark(int step, int attempt, Event event) {
    return mark(step, Optional.of("%s-%d-%d".formatted(TASK, step, attempt)), event);
  }

  private static LedgerMark mark(int step, Optional<String> attempt, Event event) {
    return new LedgerMark("r", "seen-host", step, attempt, event, 1);
  }

  private void lostAndTriedAgain() {
    requests.set(0, request(true, WORK));
    told.attempts.set(0, attempt(1, null, "lost"));
    told.attempts.add(attempt(2, 0, "succeeded"));
  }

  private void twoSteps() {
    requests.set(0, request(false, WORK, WORK));
    told.attempts.add(attempt(1, 1, 0, "succeeded"));
    marks.addAll(List.of(mark(1, 1, Event.START), mark(1, 1, Event.END)));
  }

  /** One step's output as often as there are steps. */
  private byte[] shown(byte[] one) {
    byte[] all = new byte[one.length * requests.getFirst().steps().size()];
    for (int at = 0; at < all.length; at += one.length) {
      System.arraycopy(one, 0, all, at, one.length);
    }
    return all;
  }

  private List<Promise> broken() throws SQLException {
    return check().violations().stream().map(Violation::promise).toList();
  }

  private Verdict check() throws SQLException {
    return new HistoryChecker(
            requests,
            marks,
            host -> "seen-" + host,
            (execution, task, stream) ->
                shown(stream.equals("stdout") ? told.output.stdout() : told.output.stderr()))
        .check(told);
  }

  @Test
  void check_shouldFindNothing_whenAllIsRight() throws SQLException {
    // when
    Verdict verdict = check();

    // then
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.clean()).isTrue();
    assertThat(verdict.starts()).isEqualTo(1);
    assertThat(verdict.outputBytes()).isPositive();
    assertThat(verdict.lines()).hasSize(1 + Promise.values().length);
  }

  @Test
  void check_shouldFindIt_whenAnAcceptedRequestIsNoExecution() throws SQLException {
    // given
    requests.add(
        new RequestedRun(
            "gone", List.of(WORK), false, List.of(), Optional.of(UUID.randomUUID()), false));
    requests.add(
        new RequestedRun("unanswered", List.of(WORK), false, List.of(), Optional.empty(), false));

    // then
    assertThat(broken()).containsExactly(Promise.ONE_EXECUTION_A_REQUEST);
  }

  @Test
  void check_shouldFindIt_whenARequestIsTwoExecutions() throws SQLException {
    // given
    told.executions.add(
        new History.ExecutionRow(UUID.randomUUID(), "succeeded", "r", 0, 1, 1, 1, 1, 0, 0));

    // then
    assertThat(broken()).containsExactly(Promise.ONE_EXECUTION_A_REQUEST);
  }

  @Test
  void check_shouldFindIt_whenACommandStartedTwiceInOneAttempt() throws SQLException {
    // given
    marks.add(mark(1, Event.START));

    // then
    assertThat(broken()).containsExactly(Promise.ONE_START_AN_ATTEMPT);
  }

  @Test
  void check_shouldFindNothing_whenEachAttemptStartedOnce() throws SQLException {
    // given
    lostAndTriedAgain();
    marks.addAll(List.of(mark(2, Event.START), mark(2, Event.END)));

    // then
    assertThat(broken()).isEmpty();
  }

  @Test
  void check_shouldFindIt_whenOneOfTwoAttemptsStartedTwice() throws SQLException {
    // given
    lostAndTriedAgain();
    marks.clear();
    marks.addAll(List.of(mark(2, Event.START), mark(2, Event.START), mark(2, Event.END)));

    // then
    assertThat(broken()).containsExactly(Promise.ONE_START_AN_ATTEMPT);
  }

  @Test
  void check_shouldFindIt_whenAStartIsOfNoStoredAttempt() throws SQLException {
    // given
    marks.add(mark(2, Event.START));

    // then
    assertThat(broken()).containsExactly(Promise.ONE_START_AN_ATTEMPT);
  }

  @Test
  void check_shouldFindIt_whenAnAttemptIsOfAnotherStep() throws SQLException {
    // given
    twoSteps();
    marks.set(2, mark(1, Optional.of(TASK + "-0-1"), Event.START));

    // then
    assertThat(broken()).contains(Promise.ONE_START_AN_ATTEMPT);
  }

  @Test
  void check_shouldFindIt_whenACommandWasNotToldItsAttempt() throws SQLException {
    // given
    lostAndTriedAgain();
    marks.clear();
    marks.addAll(
        List.of(mark(0, Optional.empty(), Event.START), mark(2, Event.START), mark(2, Event.END)));

    // then
    assertThat(broken()).containsExactly(Promise.ONE_START_AN_ATTEMPT);
  }

  @Test
  void check_shouldFindNothing_whenEachStepStartedAndEnded() throws SQLException {
    // given
    twoSteps();

    // then
    assertThat(broken()).isEmpty();
  }

  @Test
  void check_shouldFindIt_whenAStepOfASuccessNeverEnded() throws SQLException {
    // given
    twoSteps();
    marks.remove(1);

    // then
    assertThat(broken()).containsExactly(Promise.OUTCOMES_ARE_TRUE);
  }

  @Test
  void check_shouldFindIt_whenAStepThatIsToBeTriedAgainIsLost() throws SQLException {
    // given
    requests.set(0, request(true, WORK));
    told.tasks.set(0, task("lost", null, 1));
    told.attempts.set(0, attempt(1, null, "lost"));

    // then
    assertThat(broken()).containsExactly(Promise.OUTCOMES_ARE_TRUE);
  }

  @Test
  void check_shouldFindIt_whenAnUnreachableAttemptStarted() throws SQLException {
    // given
    lostAndTriedAgain();
    told.attempts.set(0, attempt(1, null, "unreachable"));
    marks.addAll(List.of(mark(2, Event.START), mark(2, Event.END)));

    // then
    assertThat(broken()).containsExactly(Promise.OUTCOMES_ARE_TRUE);
  }

  @Test
  void check_shouldFindIt_whenACommandStartedBehindItsBack() throws SQLException {
    // given
    marks.add(new LedgerMark("other", "seen-host", 0, Optional.of(TASK + "-0-1"), Event.START, 1));

    // then
    assertThat(broken()).containsExactly(Promise.ONE_START_AN_ATTEMPT);
  }

  @Test
  void check_shouldFindIt_whenASuccessNeverEnded() throws SQLException {
    // given
    marks.removeLast();

    // then
    assertThat(broken()).containsExactly(Promise.OUTCOMES_ARE_TRUE);
  }

  @Test
  void check_shouldFindIt_whenNobodyAskedForTheCancel() throws SQLException {
    // given
    told.tasks.set(0, task("cancelled", null, 1));

    // then
    assertThat(broken()).containsExactly(Promise.OUTCOMES_ARE_TRUE);
  }

  @Test
  void check_shouldTakeAnyBeginning_whenTheTaskIsLost() throws SQLException {
    // given
    told.tasks.set(0, task("lost", null, 1));
    told.attempts.set(0, attempt(1, null, "lost"));
    told.output =
        new History.StoredOutput(Arrays.copyOf(WORK.stdout("r"), 7), new byte[0], Optional.empty());
    marks.removeLast();

    // then
    assertThat(broken()).isEmpty();
  }

  @Test
  void check_shouldFindIt_whenAnAttemptHasNoOutcome() throws SQLException {
    // given
    told.attempts.set(0, attempt(1, 0, "started"));

    // then
    assertThat(broken()).containsExactly(Promise.ONE_OUTCOME_AN_ATTEMPT);
  }

  @Test
  void check_shouldFindIt_whenAnExecutionEndsTwiceOrNever() throws SQLException {
    // given
    told.executions.set(0, execution("succeeded", 5, 5, 2));
    told.tasks.set(0, task("succeeded", 0, 2));

    // then
    assertThat(broken()).containsExactly(Promise.ONE_FINAL_STATE, Promise.ONE_FINAL_STATE);
  }

  @Test
  void check_shouldFindIt_whenOutputIsShortRepeatedOrElsewhere() throws SQLException {
    // given
    byte[] whole = WORK.stdout("r");
    byte[] twice = Arrays.copyOf(whole, whole.length * 2);
    System.arraycopy(whole, 0, twice, whole.length, whole.length);

    for (byte[] wrong : List.of(Arrays.copyOf(whole, 5), twice, new byte[whole.length])) {
      // when
      told.output = new History.StoredOutput(wrong, WORK.stderr(), Optional.empty());

      // then
      assertThat(broken()).containsExactly(Promise.OUTPUT_IS_EXACT);
    }
  }

  @Test
  void check_shouldFindIt_whenASeqIsMissing() throws SQLException {
    // given
    told.executions.set(0, execution("succeeded", 5, 4, 1));

    // then
    assertThat(broken()).containsExactly(Promise.NO_GAP_IN_SEQ);
  }

  @Test
  void check_shouldFindIt_whenALeaseIsStuck() throws SQLException {
    // given
    told.tasks.set(
        0,
        new History.TaskRow(TASK, EXECUTION, "host", "running", Optional.empty(), 0, true, null));

    // then
    assertThat(broken()).contains(Promise.NO_STUCK_LEASE, Promise.ONE_FINAL_STATE);
  }
}
