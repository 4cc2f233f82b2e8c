package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Targets whose tasks are in the same state, with the same exit code and the same output.
 *
 * @param exitCode absent when there is none
 * @param outputHash the same for the same output: SHA-256, in hexadecimal, over the SHA-256 of
 *     stdout and that of stderr (32 bytes each) of the last attempt of each step, in step order; of
 *     what there is so far while a task goes on. Absent when it is not known, for output that an
 *     earlier release stored
 * @param stdoutBytes of each target, over all steps, kept or not
 * @param stderrBytes likewise
 * @param count of targets
 * @param targets at most 100 of them, in the order of the execution
 * @param moreTargets how many are not shown
 * @param sample the first 4 KiB of stdout that are stored, as text; what is no UTF-8 is replaced
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutputGroup(
    TaskState state,
    Integer exitCode,
    String outputHash,
    long stdoutBytes,
    long stderrBytes,
    int count,
    List<TaskTarget> targets,
    int moreTargets,
    String sample) {
  public OutputGroup {
    targets = List.copyOf(targets);
  }
}
