package io.opsconductor.platform.group;

/** Work that goes on by itself. */
public interface Background extends AutoCloseable {
  void start();

  /** Returns when it has ended. */
  @Override
  void close();
}
