package io.opsconductor.contracts.schedules;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.opsconductor.contracts.Checks;
import java.time.Duration;

/**
 * What becomes of due times that nobody could start in time, because everything stood still or
 * something did not answer.
 *
 * @param policy {@code once} when absent
 * @param deadline how late a run may begin at most, 1 second to 366 days; 30 minutes when absent
 * @param limit of {@code all}: how many run at most, 1 to 100; 10 when absent
 * @param ask whether somebody is asked about each that was missed; false when absent
 */
public record MisfireSpec(
    MisfirePolicy policy,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Duration deadline,
    Integer limit,
    Boolean ask) {
  public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(30);
  public static final int DEFAULT_LIMIT = 10;

  public MisfireSpec {
    policy = policy == null ? MisfirePolicy.ONCE : policy;
    deadline = deadline == null ? DEFAULT_DEADLINE : deadline;
    Durations.require(deadline, "deadline", Duration.ofSeconds(1), Duration.ofDays(366));
    if (limit != null && policy != MisfirePolicy.ALL) {
      throw Checks.invalid("limit", "goes only with the policy all");
    }
    if (policy == MisfirePolicy.ALL) {
      limit = limit == null ? DEFAULT_LIMIT : (int) Checks.range(limit, "limit", 1, 100);
    }
    ask = ask != null && ask;
  }

  public static MisfireSpec standard() {
    return new MisfireSpec(null, null, null, null);
  }
}
