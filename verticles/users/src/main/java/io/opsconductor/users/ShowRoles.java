package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.users.ListRoles;
import io.opsconductor.contracts.users.RolePage;
import io.opsconductor.contracts.users.RoleView;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.Db;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads roles: those that are built in, and those of the organization's own. */
final class ShowRoles {
  /** How many roles of its own an organization has at most. */
  static final int MAX = 200;

  private final Db db;

  ShowRoles(Db db) {
    this.db = db;
  }

  RoleView get(IdRequest request, Call call) {
    return Role.find(request.id())
        .map(Role::view)
        .or(() -> RoleStore.find(db, call.organizationId(), request.id()))
        .orElseThrow(() -> unknown(request.id()));
  }

  RolePage list(ListRoles request, Call call) {
    PageRequest page = request.page();
    String after = Cursor.text(page.cursor());
    List<RoleView> found =
        Stream.concat(
                Arrays.stream(Role.values()).map(Role::view),
                RoleStore.all(db, call.organizationId(), MAX).stream())
            .filter(role -> after == null || role.name().compareTo(after) > 0)
            .filter(role -> isAsked(role, request))
            .sorted(Comparator.comparing(RoleView::name))
            .limit(page.limit() + 1L)
            .toList();
    Cursor.Part<RoleView> part = Cursor.cut(found, page.limit(), RoleView::name);
    return new RolePage(part.items(), part.next());
  }

  private static boolean isAsked(RoleView role, ListRoles asked) {
    String name = asked.name();
    return (name == null || role.name().regionMatches(true, 0, name, 0, name.length()))
        && (asked.builtIn() == null || asked.builtIn() == role.builtIn())
        && (asked.permission() == null
            || Permissions.everywhere(Set.copyOf(role.permissions()), asked.permission()));
  }

  static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no role " + id);
  }
}
