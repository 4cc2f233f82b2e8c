package io.opsconductor.workers.ssh;

/** Decides on the key of a target that has none yet, before any credential is sent to it. */
@FunctionalInterface
public interface HostKeyVerifier {

  /** What became of a first key. */
  enum Verdict {
    /** It is now the known key of the target. */
    ACCEPTED,
    /** Another key is known by now. */
    CHANGED
  }

  /**
   * Called on the connecting thread; it may block. An exception ends the connection.
   *
   * @param key what the target presented and proved to hold
   */
  Verdict observe(HostKey key);
}
