package io.opsconductor.users;

import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;

/** The bus edge of the users. */
final class UsersVerticle extends ServiceVerticle {
  private final AddUser addUser;
  private final ReplacePassword replacePassword;
  private final FindUser findUser;
  private final ListUsers listUsers;

  UsersVerticle(
      GroupContext group,
      AddUser addUser,
      ReplacePassword replacePassword,
      FindUser findUser,
      ListUsers listUsers) {
    super(group);
    this.addUser = addUser;
    this.replacePassword = replacePassword;
    this.findUser = findUser;
    this.listUsers = listUsers;
  }

  @Override
  protected void serve(OperationServer server) {
    server.serve(UserOperations.CREATE, addUser::handle);
    server.serve(UserOperations.RESET_PASSWORD, replacePassword::handle);
    server.serve(UserOperations.GET, findUser::handle);
    server.serve(UserOperations.LIST, listUsers::handle);
    server.serve(UserOperations.PRINCIPAL, findUser::principal);
  }
}
