package io.opsconductor.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a line of a crontab comes to.
 *
 * @param number of the line, from 1
 * @param text as it stands there
 * @param notes why it is changed or not supported, and what is worth knowing
 * @param run absent unless it is a command that can be taken over
 */
record CrontabLine(
    String source,
    int number,
    String text,
    Outcome outcome,
    List<String> notes,
    Optional<Run> run) {

  /** How well a line can be taken over. */
  enum Outcome {
    /** As it is. */
    MAPPED,
    /** Not quite as cron does it; the notes say what is different. */
    CHANGED,
    /** Not at all; the notes say why. */
    NOT_SUPPORTED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * A command and when it runs.
   *
   * @param zone whose clock the expression is about; empty for the one that was chosen
   * @param user whom cron runs it as; empty when the line does not say
   * @param interpreter {@code sh} or {@code bash}
   * @param before lines of shell that make the environment
   * @param jitterMinutes up to how much later it begins; 0 for not at all
   */
  record Run(
      String expression,
      Optional<String> zone,
      Optional<String> user,
      String interpreter,
      List<String> before,
      String command,
      int jitterMinutes) {
    Run {
      before = List.copyOf(before);
    }
  }

  CrontabLine {
    notes = List.copyOf(notes);
  }

  /** The same with one more thing to know; as changed when that is more. */
  CrontabLine noted(Outcome atLeast, String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    Outcome worse = atLeast.compareTo(outcome) > 0 ? atLeast : outcome;
    return new CrontabLine(source, number, text, worse, more, run);
  }

  /** It cannot be taken over after all. */
  CrontabLine refused(String why) {
    return new CrontabLine(
        source, number, text, Outcome.NOT_SUPPORTED, List.of(why), Optional.empty());
  }
}
