package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.DueNote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where due times come from. Immutable. */
interface Due {

  /** The first at or after that one; empty when there is none any more. */
  Optional<Instant> firstFrom(Instant from);

  /** What is worth knowing of one, beside that its clock time comes twice. */
  List<DueNote> notes(Instant due);
}
