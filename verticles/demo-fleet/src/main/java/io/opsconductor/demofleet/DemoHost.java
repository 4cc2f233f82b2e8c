package io.opsconductor.demofleet;

import java.util.Map;

/**
 * One pretended host.
 *
 * @param name such as {@code web-1}; its {@code $HOSTNAME} and the content of its file {@code
 *     hostname}
 * @param host the address that it listens on
 * @param port the port
 * @param hostKey {@code type base64}, as it may be pinned
 * @param tags {@code role} and {@code env}, to select by
 */
public record DemoHost(
    String name, String host, int port, String hostKey, Map<String, String> tags) {

  public DemoHost {
    tags = Map.copyOf(tags);
  }
}
