package io.opsconductor.users;

import io.opsconductor.platform.database.Db;
import java.util.Optional;
import java.util.UUID;

/** Finds who acts: users first, because they are asked for most. */
final class Subjects {
  private final Db db;
  private final UserStore users;

  Subjects(Db db, UserStore users) {
    this.db = db;
    this.users = users;
  }

  /** Of any organization. */
  Optional<Subject> find(UUID id) {
    return users.find(id).map(Subject::of).or(() -> ServiceAccountStore.findSubject(db, id));
  }

  Optional<Subject> find(UUID organizationId, UUID id) {
    return find(id).filter(found -> found.organizationId().equals(organizationId));
  }
}
