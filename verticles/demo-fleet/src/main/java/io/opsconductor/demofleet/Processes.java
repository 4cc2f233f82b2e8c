package io.opsconductor.demofleet;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What runs on one host; it ends with the host. */
final class Processes implements AutoCloseable {

  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  Process started(Process process) {
    running.add(process);
    process.onExit().thenAccept(running::remove);
    return process;
  }

  @Override
  public void close() {
    for (Process process : running) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
