package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What is done with the messages of an execution, one after the other, each once. */
interface FrameSink {

  /**
   * @param json the message as it came
   */
  void frame(Frame frame, JsonNode json);

  /** After the last one. */
  default void end() {}

  /** A line for a person while the messages come. */
  void notice(String line);
}
