package io.opsconductor.gateway;

import io.opsconductor.contracts.executions.LogEntry;
import io.vertx.core.buffer.Buffer;

/** How entries of the log are written into a file. One for each download. */
interface DownloadFormat {
  void add(LogEntry entry, Buffer out);

  /** Nothing more comes. */
  void end(Buffer out);

  String mediaType();

  /** Of the file's name, without the dot. */
  String extension();
}
