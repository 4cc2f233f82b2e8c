package io.opsconductor.workers.ssh;

/** A step that runs; its methods may be called by any thread at any time. */
public interface RunningStep {

  /** Has it stopped: killed, and looked at. */
  void cancel();

  /** Has this node let go of it, as it stands. */
  void leave();
}
