package io.opsconductor.gateway;

import static io.opsconductor.gateway.Render.json;
import static io.opsconductor.gateway.Render.located;
import static io.opsconductor.gateway.Render.nothing;
import static io.opsconductor.gateway.Render.versioned;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.audit.ActivityCategory;
import io.opsconductor.contracts.audit.AuditOperations;
import io.opsconductor.contracts.audit.ListActivity;
import io.opsconductor.contracts.audit.ListEvents;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ChangePassword;
import io.opsconductor.contracts.auth.ListUserSessions;
import io.opsconductor.contracts.auth.ListUserTokens;
import io.opsconductor.contracts.auth.LoginRequest;
import io.opsconductor.contracts.auth.RefreshRequest;
import io.opsconductor.contracts.auth.RenewPassword;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ListAttempts;
import io.opsconductor.contracts.executions.ListExecutions;
import io.opsconductor.contracts.executions.ListTasks;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.ReadOutput;
import io.opsconductor.contracts.executions.RerunExecution;
import io.opsconductor.contracts.executions.RerunOnly;
import io.opsconductor.contracts.executions.ResolveAs;
import io.opsconductor.contracts.executions.ResolveTask;
import io.opsconductor.contracts.executions.SearchOutput;
import io.opsconductor.contracts.executions.StartExecution;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.jobs.GetJob;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.jobs.ListJobVersions;
import io.opsconductor.contracts.jobs.ListJobs;
import io.opsconductor.contracts.jobs.StrategySpec;
import io.opsconductor.contracts.secrets.CredentialInput;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.secrets.UpdateCredential;
import io.opsconductor.contracts.targets.ListTargets;
import io.opsconductor.contracts.targets.SetHostKey;
import io.opsconductor.contracts.targets.TargetInput;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.contracts.targets.UpdateTarget;
import io.opsconductor.contracts.users.ResetPassword;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Every operation of the contract that is one bus call, and how it is made. */
final class Endpoints {
  private static final String API = "/api/v1";

  /** Body of a run of a job. */
  private record JobStart(
      Map<String, JsonNode> parameters, TargetSelection targets, StrategySpec strategy) {}

  /** Body of a run again. */
  private record Rerun(RerunOnly only) {}

  /** Body of a decision about a task. */
  private record Resolve(ResolveAs as) {}

  /** Body of a reset of a user's password. */
  private record Reset(SecretText password) {}

  private final BusClient bus;
  private final ClientAddresses addresses;
  private final BrowserSessions browsers;
  private final Map<String, Endpoint> byOperation = new TreeMap<>();

  Endpoints(BusClient bus, ClientAddresses addresses, BrowserSessions browsers) {
    this.bus = bus;
    this.addresses = addresses;
    this.browsers = browsers;
    auth();
    tokens();
    users();
    credentials();
    targets();
    jobs();
    executions();
    ScheduleEndpoints.addTo(this);
    activity();
    reads(
        "listEvents",
        AuditOperations.LIST,
        x -> new ListEvents(x.page(), x.query("type"), x.queryId("resourceId")));
  }

  private void activity() {
    reads("listActivity", AuditOperations.ACTIVITY, x -> listActivity(x, null));
    reads("listUserActivity", AuditOperations.USER_ACTIVITY, x -> listActivity(x, x.id()));
  }

  private static ListActivity listActivity(Exchange x, UUID userId) {
    return new ListActivity(
        userId,
        x.queryInstant("from"),
        x.queryInstant("to"),
        WireNamed.of(ActivityCategory.class, x.query("category")),
        x.page());
  }

  /** Adds one that is more than a bus call. */
  Endpoints and(String operationId, Endpoint endpoint) {
    if (byOperation.put(operationId, endpoint) != null) {
      throw new IllegalArgumentException("Two endpoints answer " + operationId);
    }
    return this;
  }

  /** By operation id. */
  Map<String, Endpoint> table() {
    return Collections.unmodifiableMap(byOperation);
  }

  private void auth() {
    signsIn("login", AuthOperations.LOGIN, this::login, browsers::begun);
    Endpoint refresh = asGateway(AuthOperations.REFRESH, this::refresh, browsers::refreshed);
    and(
        "refresh",
        x ->
            Future.succeededFuture(x)
                .compose(refresh::handle)
                .recover(failure -> browsers.clearIfDead(x, failure)));
    signsIn("renewPassword", AuthOperations.RENEW_PASSWORD, this::renewPassword, nothing());
    call("changePassword", AuthOperations.CHANGE_PASSWORD, this::changePassword, nothing());
    writes("judgePassword", AuthOperations.JUDGE_PASSWORD, json(200));
    reads("listSessions", AuthOperations.LIST_SESSIONS, Exchange::page);
    new MailEndpoints(bus, addresses).addTo(this);
  }

  private void tokens() {
    call(
        "createToken",
        AuthOperations.CREATE_TOKEN,
        x -> x.body(TokenInput.class).toRequest(),
        located(201, API + "/tokens/"));
    reads("listTokens", AuthOperations.LIST_TOKENS, Exchange::page);
    writes("validateToken", AuthOperations.INSPECT_TOKEN, json(200));
    writes("tokenPermissions", AuthOperations.TOKEN_PERMISSIONS, json(200));
    call("rotateKeys", AuthOperations.ROTATE_KEYS, x -> Empty.INSTANCE, json(200));
    byId("getToken", AuthOperations.GET_TOKEN, json(200));
    reads(
        "listUserTokens",
        AuthOperations.LIST_USER_TOKENS,
        x -> new ListUserTokens(x.id(), x.page()));
  }

  private LoginRequest login(Exchange x) {
    browsers.checkWish(x);
    LoginRequest given = x.body(LoginRequest.class);
    return new LoginRequest(given.username(), given.password(), given.otp(), client(x));
  }

  private RefreshRequest refresh(Exchange x) {
    return new RefreshRequest(browsers.refreshToken(x), client(x), browsers.isInCookie(x));
  }

  private ChangePassword changePassword(Exchange x) {
    ChangePassword given = x.body(ChangePassword.class);
    return new ChangePassword(given.currentPassword(), given.newPassword(), client(x));
  }

  private RenewPassword renewPassword(Exchange x) {
    RenewPassword given = x.body(RenewPassword.class);
    return new RenewPassword(
        given.username(), given.currentPassword(), given.newPassword(), given.otp(), client(x));
  }

  private SessionClient client(Exchange x) {
    return SessionClient.of(x.header(HttpHeaders.USER_AGENT), addresses.of(x.request()));
  }

  private void users() {
    AccessEndpoints.addTo(this);
    PreferenceEndpoints.addTo(this);
    IdentityEndpoints.addTo(this);
    ServiceAccountEndpoints.addTo(this);
    call(
        "resetPassword",
        UserOperations.RESET_PASSWORD,
        x -> new ResetPassword(x.id(), x.body(Reset.class).password),
        nothing());
    reads(
        "listUserSessions",
        AuthOperations.LIST_USER_SESSIONS,
        x -> new ListUserSessions(x.id(), x.page()));
    byId("endUserSessions", AuthOperations.END_USER_SESSIONS, json(200));
  }

  private void credentials() {
    writes("createCredential", SecretOperations.CREATE, located(201, API + "/credentials/"));
    byId("getCredential", SecretOperations.GET, json(200));
    reads("listCredentials", SecretOperations.LIST, Exchange::page);
    reads(
        "updateCredential",
        SecretOperations.UPDATE,
        x -> new UpdateCredential(x.id(), x.body(CredentialInput.class)));
    byId("deleteCredential", SecretOperations.DELETE, nothing());
  }

  private void targets() {
    writes("createTarget", TargetOperations.CREATE, located(201, API + "/targets/"));
    byId("getTarget", TargetOperations.GET, json(200));
    reads(
        "listTargets", TargetOperations.LIST, x -> new ListTargets(x.page(), x.query("selector")));
    reads(
        "updateTarget",
        TargetOperations.UPDATE,
        x -> new UpdateTarget(x.id(), x.body(TargetInput.class)));
    byId("deleteTarget", TargetOperations.DELETE, nothing());
    byId("testTarget", TargetOperations.TEST, json(200));
    reads(
        "setHostKey",
        TargetOperations.SET_HOST_KEY,
        x -> new SetHostKey(x.id(), x.body(JsonNode.class).path("hostKey").asText()));
  }

  private void jobs() {
    writes("createJob", JobOperations.CREATE, versioned(located(201, API + "/jobs/")));
    call("getJob", JobOperations.GET, x -> new GetJob(x.id(), null), versioned(json(200)));
    reads(
        "listJobs", JobOperations.LIST, x -> new ListJobs(x.page(), x.query("name"), x.query("q")));
    byId("deleteJob", JobOperations.DELETE, nothing());
    reads(
        "listJobVersions", JobOperations.LIST_VERSIONS, x -> new ListJobVersions(x.id(), x.page()));
    reads(
        "getJobVersion",
        JobOperations.GET,
        x -> new GetJob(x.id(), Integer.valueOf(x.path("version"))));
    and("updateJob", new UpdateJobEndpoint(bus));
  }

  private void executions() {
    BiConsumer<Exchange, Buffer> started = located(202, API + "/executions/");
    call("startJob", ExecutionOperations.START, Endpoints::startJob, started);
    call("startAdHoc", ExecutionOperations.START, Endpoints::startAdHoc, started);
    call("rerunExecution", ExecutionOperations.RERUN, Endpoints::rerun, started);
    byId("getExecution", ExecutionOperations.GET, json(200));
    byId("cancelExecution", ExecutionOperations.CANCEL, json(202));
    reads(
        "listExecutions",
        ExecutionOperations.LIST,
        x ->
            new ListExecutions(
                x.page(),
                x.queryId("jobId"),
                WireNamed.of(ExecutionState.class, x.query("state")),
                x.query("name"),
                x.query("startedBy"),
                x.queryId("targetId"),
                x.queryId("scheduleId"),
                x.queryInstant("from"),
                x.queryInstant("to")));
    reads(
        "listTasks",
        ExecutionOperations.LIST_TASKS,
        x -> new ListTasks(x.id(), x.page(), WireNamed.of(TaskState.class, x.query("state"))));
    reads(
        "listAttempts",
        ExecutionOperations.LIST_ATTEMPTS,
        x -> new ListAttempts(x.id(), taskId(x), x.page()));
    byId("executionDefinition", ExecutionOperations.DEFINITION, json(200));
    byId("summarizeExecution", ExecutionOperations.SUMMARY, json(200));
    reads(
        "resolveTask",
        ExecutionOperations.RESOLVE_TASK,
        x -> new ResolveTask(x.id(), taskId(x), x.body(Resolve.class).as));
    reads("searchOutput", ExecutionOperations.SEARCH_OUTPUT, Endpoints::searchOutput);
    call("readOutput", ExecutionOperations.READ_OUTPUT, Endpoints::readOutput, Render::output);
  }

  private static StartExecution startJob(Exchange x) {
    JobStart given = x.body(JobStart.class);
    return new StartExecution(
        x.id(),
        IfMatch.optionalVersion(x),
        null,
        null,
        null,
        given.targets,
        given.parameters,
        given.strategy,
        null,
        null,
        IdempotencyKeys.of(x));
  }

  private static StartExecution startAdHoc(Exchange x) {
    StartExecution given = x.body(StartExecution.class);
    return new StartExecution(
        null,
        null,
        given.command(),
        given.script(),
        given.interpreter(),
        given.targets(),
        given.parameters(),
        given.strategy(),
        given.timeoutSeconds(),
        given.output(),
        IdempotencyKeys.of(x));
  }

  private static RerunExecution rerun(Exchange x) {
    Rerun given = x.body(Rerun.class);
    return new RerunExecution(x.id(), given.only, IdempotencyKeys.of(x));
  }

  private static ReadOutput readOutput(Exchange x) {
    String stream = x.query("stream");
    return new ReadOutput(
        x.id(),
        taskId(x),
        "stderr".equals(stream) ? OutputStreamName.STDERR : OutputStreamName.STDOUT,
        x.queryLong("offset"),
        x.queryInt("limit"),
        x.queryInt("step"),
        x.queryInt("attempt"));
  }

  private static SearchOutput searchOutput(Exchange x) {
    return new SearchOutput(
        x.id(),
        x.query("q"),
        x.queryBoolean("regex"),
        x.queryBoolean("ignoreCase"),
        x.query("target"),
        WireNamed.of(OutputStreamName.class, x.query("stream")),
        x.queryInt("context"),
        x.page());
  }

  private static UUID taskId(Exchange x) {
    return UUID.fromString(x.path("taskId"));
  }

  /** Nobody is signed in yet, so the gateway speaks for itself. */
  private <Q> void signsIn(
      String id,
      Operation<Q, ?> operation,
      Function<Exchange, Q> request,
      BiConsumer<Exchange, Buffer> render) {
    and(id, asGateway(operation, request, render));
  }

  private <Q> Endpoint asGateway(
      Operation<Q, ?> operation,
      Function<Exchange, Q> request,
      BiConsumer<Exchange, Buffer> render) {
    Function<Exchange, Buffer> encoded = x -> Wire.encode(request.apply(x));
    return new BusEndpoint(bus, operation, true, encoded, render);
  }

  void byId(String id, Operation<IdRequest, ?> op, BiConsumer<Exchange, Buffer> render) {
    call(id, op, x -> new IdRequest(x.id()), render);
  }

  <Q> void reads(String id, Operation<Q, ?> operation, Function<Exchange, Q> request) {
    call(id, operation, request, json(200));
  }

  /** The body is the request, byte for byte. */
  void writes(String id, Operation<?, ?> operation, BiConsumer<Exchange, Buffer> render) {
    and(id, new BusEndpoint(bus, operation, false, Exchange::body, render));
  }

  <Q> void call(
      String id,
      Operation<Q, ?> operation,
      Function<Exchange, Q> request,
      BiConsumer<Exchange, Buffer> render) {
    Function<Exchange, Buffer> encoded = x -> Wire.encode(request.apply(x));
    and(id, new BusEndpoint(bus, operation, false, encoded, render));
  }
}
