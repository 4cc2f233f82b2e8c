package io.opsconductor.targets;

import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;

/** Binds the operations of targets to their use cases. */
final class TargetsVerticle extends ServiceVerticle {
  private final UseCases useCases;

  /** What the service does. */
  record UseCases(
      WriteTarget write,
      ShowTargets show,
      DeleteTarget delete,
      ResolveSelection resolve,
      HostKeys hostKeys,
      TryConnection test,
      CredentialClaims credentials) {}

  TargetsVerticle(GroupContext group, UseCases useCases) {
    super(group);
    this.useCases = useCases;
  }

  @Override
  protected void serve(OperationServer server) {
    server.serve(TargetOperations.CREATE, useCases.write()::create);
    server.serve(TargetOperations.UPDATE, useCases.write()::update);
    server.serve(TargetOperations.GET, useCases.show()::get);
    server.serve(TargetOperations.LIST, useCases.show()::list);
    server.serve(TargetOperations.CHECK_SELECTOR, useCases.show()::checkSelector);
    server.serve(TargetOperations.CONNECTIONS, useCases.show()::connections);
    server.serve(TargetOperations.DELETE, useCases.delete()::delete);
    server.serve(TargetOperations.MATCH, useCases.show()::match);
    server.serve(TargetOperations.RESOLVE, useCases.resolve()::resolve);
    server.serve(TargetOperations.SET_HOST_KEY, useCases.hostKeys()::set);
    server.serve(TargetOperations.OBSERVE_HOST_KEY, useCases.hostKeys()::observe);
    server.serve(TargetOperations.TEST, useCases.test()::test);
    server.serve(TargetOperations.VERIFY_LEASE, useCases.test()::verify);
    server.serve(TargetOperations.CREDENTIAL_USES, useCases.credentials()::uses);
  }
}
