package io.opsconductor.users;

import io.opsconductor.contracts.users.AccessOperations;
import io.opsconductor.contracts.users.OrganizationOperations;
import io.opsconductor.contracts.users.PreferenceOperations;
import io.opsconductor.contracts.users.ServiceAccountOperations;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;

/** The bus edge of the users. */
final class UsersVerticle extends ServiceVerticle {
  private final UseCases useCases;

  /** What the verticle serves; its instances share it. */
  record UseCases(
      AddUser addUser,
      ChangeUser changeUser,
      BulkChange bulkChange,
      DeleteUsers deleteUsers,
      OwnPreferences ownPreferences,
      ReplacePassword replacePassword,
      FindUser findUser,
      ExternalUsers externalUsers,
      ShowUsers showUsers,
      WriteRole writeRole,
      ShowRoles showRoles,
      Teams teams,
      TeamMembers teamMembers,
      Grants grants,
      Explain explain,
      ServiceAccounts serviceAccounts,
      RemoveServiceAccount removeServiceAccount,
      AccountManagers accountManagers,
      Organizations organizations) {}

  UsersVerticle(GroupContext group, UseCases useCases) {
    super(group);
    this.useCases = useCases;
  }

  @Override
  protected void serve(OperationServer server) {
    server.serve(UserOperations.CREATE, useCases.addUser::handle);
    server.serve(UserOperations.UPDATE, useCases.changeUser::handle);
    server.serve(UserOperations.BULK, useCases.bulkChange::handle);
    server.serve(UserOperations.DELETE, useCases.deleteUsers::handle);
    server.serve(PreferenceOperations.GET, useCases.ownPreferences::get);
    server.serve(PreferenceOperations.SET, useCases.ownPreferences::set);
    server.serve(UserOperations.RESET_PASSWORD, useCases.replacePassword::handle);
    server.serve(UserOperations.GET, useCases.findUser::handle);
    server.serve(UserOperations.LIST, useCases.showUsers::handle);
    server.serve(UserOperations.PRINCIPAL, useCases.findUser::principal);
    server.serve(UserOperations.ENDED_PRINCIPALS, useCases.findUser::ended);
    server.serve(UserOperations.APPLY_EXTERNAL, useCases.externalUsers::apply);
    server.serve(UserOperations.EXPLAIN, useCases.explain::handle);
    server.serve(UserOperations.ENTITLEMENTS, useCases.findUser::entitlements);
    serveAccess(server);
    serveServiceAccounts(server);
    serveOrganizations(server);
  }

  private void serveOrganizations(OperationServer server) {
    server.serve(OrganizationOperations.CREATE, useCases.organizations::create);
    server.serve(OrganizationOperations.GET, useCases.organizations::get);
    server.serve(OrganizationOperations.LIST, useCases.organizations::list);
    server.serve(OrganizationOperations.UPDATE, useCases.organizations::update);
    server.serve(OrganizationOperations.LIMITS, useCases.organizations::limits);
  }

  private void serveServiceAccounts(OperationServer server) {
    server.serve(ServiceAccountOperations.CREATE, useCases.serviceAccounts::create);
    server.serve(ServiceAccountOperations.GET, useCases.serviceAccounts::get);
    server.serve(ServiceAccountOperations.LIST, useCases.serviceAccounts::list);
    server.serve(ServiceAccountOperations.UPDATE, useCases.serviceAccounts::update);
    server.serve(ServiceAccountOperations.DELETE, useCases.removeServiceAccount::handle);
    server.serve(ServiceAccountOperations.ENTRUST, useCases.accountManagers::entrust);
  }

  private void serveAccess(OperationServer server) {
    server.serve(AccessOperations.CREATE_ROLE, useCases.writeRole::create);
    server.serve(AccessOperations.UPDATE_ROLE, useCases.writeRole::update);
    server.serve(AccessOperations.DELETE_ROLE, useCases.writeRole::delete);
    server.serve(AccessOperations.GET_ROLE, useCases.showRoles::get);
    server.serve(AccessOperations.LIST_ROLES, useCases.showRoles::list);
    server.serve(AccessOperations.CREATE_TEAM, useCases.teams::create);
    server.serve(AccessOperations.GET_TEAM, useCases.teams::get);
    server.serve(AccessOperations.LIST_TEAMS, useCases.teams::list);
    server.serve(AccessOperations.UPDATE_TEAM, useCases.teams::update);
    server.serve(AccessOperations.DELETE_TEAM, useCases.teams::delete);
    server.serve(AccessOperations.LIST_MEMBERS, useCases.teams::members);
    server.serve(AccessOperations.ADD_MEMBER, useCases.teamMembers::add);
    server.serve(AccessOperations.REMOVE_MEMBER, useCases.teamMembers::remove);
    server.serve(AccessOperations.CREATE_GRANT, useCases.grants::create);
    server.serve(AccessOperations.GET_GRANT, useCases.grants::get);
    server.serve(AccessOperations.LIST_GRANTS, useCases.grants::list);
    server.serve(AccessOperations.DELETE_GRANT, useCases.grants::delete);
  }
}
