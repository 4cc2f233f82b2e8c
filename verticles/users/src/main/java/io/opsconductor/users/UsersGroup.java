package io.opsconductor.users;

import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.PeriodicTask;
import io.opsconductor.platform.group.ServiceGroup;
import java.time.Duration;
import java.util.Optional;

/** People, organizations and roles: what a caller may do. */
public final class UsersGroup implements ServiceGroup {
  private static final Duration CLEAN_UP_INTERVAL = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "users";
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("classpath:db/users");
  }

  @Override
  public GroupParts build(GroupContext context) {
    context.config().as(UsersConfig.class);
    UserStore store = new UserStore(context.db());
    AddUser addUser = new AddUser(context.db(), store, context.bus(), context.outbox());
    ReplacePassword replacePassword =
        new ReplacePassword(context.db(), store, context.bus(), context.outbox());
    FindUser findUser = new FindUser(store);
    ListUsers listUsers = new ListUsers(store);
    return GroupParts.of(
        () -> new UsersVerticle(context, addUser, replacePassword, findUser, listUsers),
        new PeriodicTask("users-abandoned", CLEAN_UP_INTERVAL, new RemoveAbandoned(store)));
  }
}
