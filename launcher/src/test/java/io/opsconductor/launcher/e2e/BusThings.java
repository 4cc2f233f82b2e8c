package io.opsconductor.launcher.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.CreateToken;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.jobs.GetJob;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.schedules.ScheduleOperations;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.users.AccessOperations;
import io.opsconductor.contracts.users.OrganizationOperations;
import io.opsconductor.contracts.users.UserOperations;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** One thing of each kind in the first organization, and somebody of another who may all there. */
final class BusThings {
  /** In every name, so that nothing is shown by accident. */
  private static final String MARK = "walledin";

  private static final String PASSWORD = "four kettles under the bridge";
  private static final Pattern REFUSAL = Pattern.compile("There is no job [0-9a-f-]{36}");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<UUID, String> names = new LinkedHashMap<>();
  private final Map<String, Read<?, ?>> reads = new LinkedHashMap<>();
  private final CallerContext.User owner;
  private final BusNode node;
  private final UUID elsewhere;
  private final UUID foreigner;

  /** How a thing is looked at. */
  private record Read<Q, R>(Operation<Q, R> operation, Q request) {
    JsonNode as(CallerContext.User user, BusNode node) {
      return Wire.mapper().valueToTree(node.call(user, operation, request));
    }
  }

  private BusThings(BusNode node) {
    this.node = node;
    UUID user =
        make(
            owner(Ids.next()),
            UserOperations.CREATE,
            Map.of("username", MARK, "password", PASSWORD, "roles", List.of("admin")));
    this.owner = owner(user);
    known("user", user, UserOperations.GET, new IdRequest(user));
    makeRunnable();
    makeAccess(user);
    this.elsewhere =
        make(owner, OrganizationOperations.CREATE, Map.of("name", "Elsewhere", "limits", Map.of()));
    this.foreigner =
        make(
            owner,
            UserOperations.CREATE,
            Map.of(
                "username",
                "foreigner",
                "password",
                PASSWORD,
                "roles",
                List.of("admin"),
                "organizationId",
                elsewhere));
  }

  static BusThings make(BusNode node) {
    return new BusThings(node);
  }

  private static CallerContext.User owner(UUID id) {
    return new CallerContext.User(
        id, MARK, Ids.DEFAULT_ORGANIZATION, Ids.next(), List.of("admin"), Set.of(Permissions.ALL));
  }

  private void makeRunnable() {
    UUID credential =
        add(
            "credential",
            SecretOperations.CREATE,
            Map.of("name", MARK, "type", "password", "username", MARK, "password", "a secret"));
    known("credential", credential, SecretOperations.GET, new IdRequest(credential));
    UUID target =
        add(
            "target",
            TargetOperations.CREATE,
            Map.of("name", MARK, "host", "127.0.0.1", "port", 1, "credentialId", credential));
    known("target", target, TargetOperations.GET, new IdRequest(target));
    UUID job =
        add(
            "job",
            JobOperations.CREATE,
            Map.of(
                "name",
                MARK,
                "steps",
                List.of(Map.of("name", MARK, "type", "command", "command", "true")),
                "targets",
                Map.of("ids", List.of(target))));
    known("job", job, JobOperations.GET, new GetJob(job, null));
    UUID execution = add("execution", ExecutionOperations.START, Map.of("jobId", job));
    Read<?, ?> read = new Read<>(ExecutionOperations.GET, new IdRequest(execution));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> read.as(owner, node).path("finishedAt").isTextual());
    reads.put("execution", read);
    makeSchedules(job);
  }

  private void makeSchedules(UUID job) {
    UUID calendar =
        add(
            "calendar",
            ScheduleOperations.CREATE_CALENDAR,
            Map.of(
                "name",
                MARK,
                "kind",
                "blackout",
                "windows",
                List.of(Map.of("type", "days", "days", List.of("12-24")))));
    known("calendar", calendar, ScheduleOperations.GET_CALENDAR, new IdRequest(calendar));
    UUID schedule =
        add(
            "schedule",
            ScheduleOperations.CREATE,
            Map.of(
                "name",
                MARK,
                "jobId",
                job,
                "spec",
                Map.of("type", "cron", "expression", "0 0 29 2 *", "zone", "UTC"),
                "calendars",
                List.of(MARK)));
    known("schedule", schedule, ScheduleOperations.GET, new IdRequest(schedule));
  }

  private void makeAccess(UUID user) {
    UUID team = add("team", AccessOperations.CREATE_TEAM, Map.of("name", MARK));
    known("team", team, AccessOperations.GET_TEAM, new IdRequest(team));
    UUID role =
        add(
            "role",
            AccessOperations.CREATE_ROLE,
            Map.of("name", MARK, "permissions", List.of("job:read")));
    known("role", role, AccessOperations.GET_ROLE, new IdRequest(role));
    UUID grant =
        add(
            "grant",
            AccessOperations.CREATE_GRANT,
            Map.of("subject", Map.of("type", "user", "id", user), "role", MARK));
    known("grant", grant, AccessOperations.GET_GRANT, new IdRequest(grant));
    UUID token =
        node.call(
                owner,
                AuthOperations.CREATE_TOKEN,
                new CreateToken(MARK, List.of("job:read"), null, null))
            .id();
    known("token", token, AuthOperations.GET_TOKEN, new IdRequest(token));
  }

  private <Q, R> void known(String what, UUID id, Operation<Q, R> read, Q request) {
    names.put(id, what);
    reads.put(what, new Read<>(read, request));
  }

  private UUID add(String what, Operation<?, ?> create, Map<String, ?> body) {
    UUID id = make(owner, create, body);
    names.put(id, what);
    return id;
  }

  private <Q, R> UUID make(CallerContext.User as, Operation<Q, R> create, Map<String, ?> body) {
    Q request = Wire.decode(Wire.encodeString(body), create.requestType());
    R made = node.call(as, create, request);
    return UUID.fromString(Wire.mapper().<JsonNode>valueToTree(made).path("id").asText());
  }

  Set<UUID> ids() {
    return names.keySet();
  }

  String name(UUID id) {
    return names.get(id);
  }

  /** All of it as its owner sees it. */
  Map<String, JsonNode> state() {
    Map<String, JsonNode> state = new TreeMap<>();
    reads.forEach((what, read) -> state.put(what, read.as(owner, node)));
    return state;
  }

  /** The context of somebody who may do all in the other organization. */
  String foreigner() {
    return node.signer("auth", Clock.systemUTC())
        .token(
            new CallerContext.User(
                foreigner,
                "foreigner",
                elsewhere,
                Ids.next(),
                List.of("admin"),
                Permissions.in(elsewhere, Set.of(Permissions.ALL))));
  }

  /** Whether an answer tells of any of it; a refusal may repeat the id that it was asked for. */
  boolean isShown(BusNode.Outcome outcome) {
    String told = REFUSAL.matcher(outcome.text()).replaceAll("");
    return told.contains(MARK)
        || (outcome.code().equals("ok")
            && names.keySet().stream().anyMatch(id -> told.contains(id.toString())));
  }
}
