package io.opsconductor.gateway;

import io.opsconductor.contracts.executions.LogEntry;
import io.vertx.core.buffer.Buffer;

/** A line for each entry: the object that the WebSocket sends, without the subscription's id. */
final class NdjsonFormat implements DownloadFormat {
  @Override
  public void add(LogEntry entry, Buffer out) {
    out.appendString(Frame.of(entry).line()).appendByte((byte) '\n');
  }

  @Override
  public void end(Buffer out) {}

  @Override
  public String mediaType() {
    return "application/x-ndjson";
  }

  @Override
  public String extension() {
    return "ndjson";
  }
}
