package io.opsconductor.contracts.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One due time.
 *
 * @param state absent for one that is yet to come
 * @param executionId absent when it is none
 * @param notes of one that is yet to come
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelinePoint(Instant at, FireState state, UUID executionId, List<DueNote> notes) {
  public TimelinePoint {
    notes = List.copyOf(notes);
  }
}
