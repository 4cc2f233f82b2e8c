package io.opsconductor.users;

import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.users.UserPage;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;

/** Reads the users of the caller's organization. */
final class ListUsers {
  private final UserStore store;

  ListUsers(UserStore store) {
    this.store = store;
  }

  UserPage handle(PageRequest request, Call call) {
    Cursor.Part<UserRow> part =
        Cursor.cut(
            store.list(call.organizationId(), Cursor.id(request.cursor()), request.limit() + 1),
            request.limit(),
            UserRow::id);
    return new UserPage(part.items().stream().map(UserRow::toView).toList(), part.next());
  }
}
