package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.executions.OutputStreamName;

/** Takes what a step prints. */
@FunctionalInterface
public interface OutputSink {

  /**
   * Takes the next bytes. Called on the connection's reader thread, for one step at a time, in
   * order; may block, which stops the target. An exception ends the step's channel.
   *
   * @param offset of the first byte within the stream
   * @param bytes at most 64 KiB, the receiver's own
   */
  void accept(OutputStreamName stream, long offset, byte[] bytes) throws InterruptedException;
}
