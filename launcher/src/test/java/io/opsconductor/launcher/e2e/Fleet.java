package io.opsconductor.launcher.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.testkit.TestSshd;
import java.nio.charset.StandardCharsets;
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
    this(api, sshd, name, sshd.hosts().size());
  }

  /** Registers the first addresses only. */
  Fleet(Api api, TestSshd sshd, String name, int hosts) {
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
    for (String host : sshd.hosts().subList(0, hosts)) {
      targetIds.add(target(name + "-" + number++, host, sshd.port(), Map.of("fleet", name)).id());
    }
  }

  private Fleet(Api api, Fleet same) {
    this.api = api;
    this.sshd = same.sshd;
    this.credentialId = same.credentialId;
    this.targetIds.addAll(same.targetIds);
  }

  /** The same fleet over another connection. */
  Fleet at(Api other) {
    return new Fleet(other, this);
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
    return start(api, Map.of("command", command, "targets", Map.of("selector", selector)));
  }

  /** Starts an execution as the body says; its id. */
  static String start(Api api, Map<String, ?> body) {
    Api.Answer answer = api.post("/executions", body);
    if (answer.status() != 202) {
      throw new IllegalStateException("Not started: " + answer.status() + " " + answer.body());
    }
    return answer.id();
  }

  /** How many tasks of the execution are in the state. */
  static int count(Api api, String executionId, String state) {
    return api.get("/executions/" + executionId).body().path("counts").path(state).asInt();
  }

  /** Tasks of the execution. */
  static List<JsonNode> tasks(Api api, String executionId) {
    List<JsonNode> tasks = new ArrayList<>();
    api.get("/executions/" + executionId + "/tasks").body().path("items").forEach(tasks::add);
    return tasks;
  }

  /** What a task has printed so far, a megabyte at most. */
  static String output(Api api, String executionId, String taskId) {
    return new String(
        api.get("/executions/" + executionId + "/tasks/" + taskId + "/output?limit=1048576")
            .response()
            .body(),
        StandardCharsets.UTF_8);
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
