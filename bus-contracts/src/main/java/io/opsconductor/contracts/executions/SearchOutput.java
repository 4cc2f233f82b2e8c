package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/**
 * Looks for lines in all that is stored of what an execution printed, every attempt included. Bytes
 * that are not kept are not searched.
 *
 * @param query 1 to 1,024 characters, taken as they are
 * @param regex whether {@code query} is a regular expression of RE2 (linear time; no references
 *     back, no looking around) instead; false when absent
 * @param ignoreCase false when absent
 * @param target only what this target printed, by its id or its exact name; all when absent
 * @param stream only this one; both when absent
 * @param context how many lines before and after each hit, 0 to 10; 0 when absent
 * @param page at most so many hits, and where to go on
 */
public record SearchOutput(
    UUID executionId,
    String query,
    Boolean regex,
    Boolean ignoreCase,
    String target,
    OutputStreamName stream,
    Integer context,
    PageRequest page) {
  public static final int MAX_QUERY = 1024;
  public static final int MAX_CONTEXT = 10;

  /** Characters of the id or name of a target. */
  public static final int MAX_TARGET = 128;

  public SearchOutput {
    Checks.present(executionId, "executionId");
    Checks.text(query, "query", MAX_QUERY);
    regex = regex != null && regex;
    ignoreCase = ignoreCase != null && ignoreCase;
    target = target == null ? null : Checks.text(target, "target", MAX_TARGET);
    context = context == null ? 0 : (int) Checks.range(context, "context", 0, MAX_CONTEXT);
    page = page == null ? PageRequest.first() : page;
  }
}
