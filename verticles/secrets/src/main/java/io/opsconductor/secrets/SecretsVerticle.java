package io.opsconductor.secrets;

import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;

/** Binds the operations of secrets to their use cases. */
final class SecretsVerticle extends ServiceVerticle {
  private final WriteCredential write;
  private final ShowCredentials show;
  private final DeleteCredential delete;
  private final ResolveSecret resolve;
  private final CredentialAccess access;

  SecretsVerticle(
      GroupContext group,
      WriteCredential write,
      ShowCredentials show,
      DeleteCredential delete,
      ResolveSecret resolve,
      CredentialAccess access) {
    super(group);
    this.write = write;
    this.show = show;
    this.delete = delete;
    this.resolve = resolve;
    this.access = access;
  }

  @Override
  protected void serve(OperationServer server) {
    server.serve(SecretOperations.CREATE, write::create);
    server.serve(SecretOperations.UPDATE, write::update);
    server.serve(SecretOperations.GET, show::get);
    server.serve(SecretOperations.LIST, show::list);
    server.serve(SecretOperations.DESCRIBE, show::describe);
    server.serve(SecretOperations.DELETE, delete::delete);
    server.serve(SecretOperations.MATCH, access::match);
    server.serve(SecretOperations.AUTHORIZE_USE, access::authorizeUse);
    server.serve(SecretOperations.RESOLVE, resolve::resolve);
  }
}
