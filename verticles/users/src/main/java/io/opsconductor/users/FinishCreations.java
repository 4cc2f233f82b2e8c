package io.opsconductor.users;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the making of users that was cut off. Of several nodes that do so at once one ends each. */
final class FinishCreations implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(FinishCreations.class);

  private final CreationStore store;
  private final UserCreation creation;

  FinishCreations(CreationStore store, UserCreation creation) {
    this.store = store;
    this.creation = creation;
  }

  @Override
  public void run() {
    store.adopt();
    RuntimeException failure = null;
    for (CreationRow left : store.left()) {
      try {
        end(left);
      } catch (RuntimeException e) {
        // One that cannot be ended now must not hold up the others.
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void end(CreationRow left) {
    switch (left.state()) {
      case PASSWORD_STORED -> creation.finish(left.id());
      case BEGUN -> {
        if (creation.giveUp(left.id())) {
          creation.undo(left.id(), left.organizationId());
        }
      }
      case UNDOING, REMOVING -> creation.undo(left.id(), left.organizationId());
    }
    LOG.atInfo()
        .addKeyValue("userId", left.id())
        .addKeyValue("state", left.state().word())
        .log("Ended the making of a user that was cut off");
  }
}
