package io.opsconductor.users;

import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.users.ListUsers;
import io.opsconductor.contracts.users.UserPage;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;

/** Reads the users of the caller's organization. */
final class ShowUsers {
  private final UserStore store;

  ShowUsers(UserStore store) {
    this.store = store;
  }

  UserPage handle(ListUsers request, Call call) {
    PageRequest page = request.page();
    Cursor.Part<UserRow> part =
        Cursor.cut(
            store.list(call.organizationId(), Cursor.id(page.cursor()), page.limit() + 1, request),
            page.limit(),
            UserRow::id);
    return new UserPage(part.items().stream().map(UserRow::toView).toList(), part.next());
  }
}
