package io.opsconductor.launcher.e2e;

import io.opsconductor.testkit.TestSshd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Registers the addresses of a real sshd as targets, and runs things on them. */
final class Fleet {
  private final Api api;
  private final TestSshd sshd;
  private final String credentialId;
  private final List<String> targetIds = new ArrayList<>();

  Fleet(Api api, TestSshd sshd, String name) {
    this.api = api;
    this.sshd = sshd;
    this.credentialId =
        api.post(
                "/credentials",
                Map.of(
                    "name",
                    name,
                    "type",
                    "ssh_key",
                    "username",
                    sshd.username(),
                    "privateKey",
                    sshd.userKey().privateKey()))
            .id();
    int number = 1;
    for (String host : sshd.hosts()) {
      targetIds.add(target(name + "-" + number++, host, sshd.port(), Map.of("fleet", name)).id());
    }
  }

  Api.Answer target(String name, String host, int port, Map<String, String> tags) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", name);
    body.put("host", host);
    body.put("port", port);
    body.put("connection", "ssh");
    body.put("credentialId", credentialId);
    body.put("tags", tags);
    return api.post("/targets", body);
  }

  String credentialId() {
    return credentialId;
  }

  List<String> targetIds() {
    return targetIds;
  }

  TestSshd sshd() {
    return sshd;
  }

  /** Runs a command on all targets of the fleet; the execution's id. */
  String run(String selector, String command) {
    Api.Answer answer =
        api.post(
            "/executions", Map.of("command", command, "targets", Map.of("selector", selector)));
    if (answer.status() != 202) {
      throw new IllegalStateException("Not started: " + answer.status() + " " + answer.body());
    }
    return answer.id();
  }

  /** Waits until the execution is at its end; its final state. */
  static String awaitFinal(Api api, String executionId, Duration longest) {
    return Awaitility.await()
        .alias("execution " + executionId + " ends")
        .atMost(longest)
        .until(
            () -> api.get("/executions/" + executionId).body().path("state").asText(),
            state ->
                List.of("succeeded", "failed", "cancelled", "timed_out", "lost").contains(state));
  }
}
