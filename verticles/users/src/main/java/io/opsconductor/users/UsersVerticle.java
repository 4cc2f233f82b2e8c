package io.opsconductor.users;

import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;

/** The bus edge of the users. */
final class UsersVerticle extends ServiceVerticle {
  private final AddUser addUser;
  private final FindUser findUser;
  private final ListUsers listUsers;

  UsersVerticle(GroupContext group, AddUser addUser, FindUser findUser, ListUsers listUsers) {
    super(group);
    this.addUser = addUser;
    this.findUser = findUser;
    this.listUsers = listUsers;
  }

  @Override
  protected void serve(OperationServer server) {
    server.serve(UserOperations.CREATE, addUser::handle);
    server.serve(UserOperations.GET, findUser::handle);
    server.serve(UserOperations.LIST, listUsers::handle);
    server.serve(UserOperations.PRINCIPAL, findUser::principal);
  }
}
