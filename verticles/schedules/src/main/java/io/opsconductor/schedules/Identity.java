package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.ScheduleIdentity;
import java.util.UUID;

/** In whose name a schedule runs. */
record Identity(UUID id, String name, boolean serviceAccount) {
  ScheduleIdentity view() {
    return new ScheduleIdentity(id, name, serviceAccount);
  }
}
