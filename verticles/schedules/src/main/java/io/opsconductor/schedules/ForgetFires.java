package io.opsconductor.schedules;

import io.opsconductor.platform.database.Db;

/** Forgets due times that are long past, and then schedules that are deleted. */
final class ForgetFires {
  /** Statements of one run; what is left has time. */
  private static final int MOST = 100;

  private final Db db;
  private final FireStore fires;
  private final ScheduleStore schedules;
  private final int days;

  ForgetFires(Db db, FireStore fires, ScheduleStore schedules, int days) {
    this.db = db;
    this.fires = fires;
    this.schedules = schedules;
    this.days = days;
  }

  void run() {
    int statements = 0;
    while (fires.forget(db, days) > 0 && statements < MOST) {
      statements++;
    }
    schedules.forget(db);
  }
}
