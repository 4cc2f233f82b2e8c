package io.opsconductor.workers.ssh;

import java.util.regex.Pattern;

/**
 * One try of a step on a target, as the target knows it.
 *
 * @param directory its name under the directory for attempts; the same for everybody who ever
 *     attaches, never used for another
 * @param fence of the lease under which it is started or attached to
 * @param body what it runs, as {@link StepProgram#body} gives it
 */
public record Attempt(String directory, long fence, String body) {

  private static final Pattern NAME = Pattern.compile("[0-9a-f-]{1,64}");

  public Attempt {
    if (!NAME.matcher(directory).matches()) {
      throw new IllegalArgumentException("attempt: not a name of a directory: " + directory);
    }
  }
}
