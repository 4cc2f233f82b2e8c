package io.opsconductor.launcher.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The operator's commands. To read all of them takes longer than most commands run, so only the one
 * that is asked for is made, unless help, completion or a suggestion needs them all.
 */
final class Commands {

  /** The next argument is their value. */
  private static final Set<String> WITH_VALUE = Set.of("--url", Trust.OPTION);

  private final Cli cli;
  private final Map<List<String>, Supplier<Object>> commands = new LinkedHashMap<>();

  Commands(Cli cli) {
    this.cli = cli;
    add(ServerEntry::new, "server");
    add(() -> new ExecCommand(cli), "exec");
    add(() -> new JobCommands(cli), "job", "jobs");
    add(() -> new ExecutionCommands(cli), "executions", "execution");
    add(() -> ScheduleCommands.create(cli), "schedule", "schedules");
    add(() -> new CalendarCommands(cli), "calendar", "calendars");
    add(() -> new TargetCommands(cli), "target", "targets");
    add(() -> new CredentialCommands(cli), "credential", "credentials");
    add(() -> UserCommands.create(cli), "user", "users");
    add(() -> new RoleCommands(cli), "role", "roles");
    add(() -> new TeamCommands(cli), "team", "teams");
    add(() -> ServiceAccountCommands.create(cli), "service-account", "service-accounts");
    add(() -> new AccessCommands(cli), "access");
    add(() -> new OrganizationCommands(cli), "organization", "organizations");
    add(() -> new OpenSessionCommands(cli), "session", "sessions");
    add(() -> new TokenCommands(cli), "token", "tokens");
    add(() -> new KeyCommands(cli), "key", "keys");
    add(() -> new IdentityCommands(cli), "identity", "identities");
    add(() -> new MfaCommands(cli), "mfa");
    add(() -> new PasswordCommands(cli), "password");
    add(() -> new EmailCommands(cli), "email");
    add(() -> new PreferenceCommands(cli), "preferences");
    add(() -> new AuditCommands(cli), "audit");
    add(() -> new ClusterCommands(cli), "cluster");
    add(() -> new HealthCommand(cli), "health");
    add(() -> new SessionCommands.Login(cli), "login");
    add(() -> new SessionCommands.Logout(cli), "logout");
    add(() -> new SessionCommands.Whoami(cli), "whoami");
    add(() -> new CompletionCommand(cli.terminal()), "completion");
  }

  private void add(Supplier<Object> command, String... names) {
    commands.put(List.of(names), command);
  }

  Cli cli() {
    return cli;
  }

  /** What has to be made for these arguments. */
  List<Object> needed(String... arguments) {
    String asked = first(arguments);
    boolean all =
        asked.equals("completion") || commands.keySet().stream().noneMatch(n -> n.contains(asked));
    return commands.entrySet().stream()
        .filter(command -> all || command.getKey().contains(asked))
        .map(command -> command.getValue().get())
        .toList();
  }

  /** The first argument that may be a command. */
  private static String first(String... arguments) {
    List<String> rest = Arrays.asList(arguments);
    while (!rest.isEmpty() && rest.getFirst().startsWith("-")) {
      int taken = WITH_VALUE.contains(rest.getFirst()) ? 2 : 1;
      rest = rest.subList(Math.min(rest.size(), taken), rest.size());
    }
    return rest.isEmpty() ? "" : rest.getFirst();
  }
}
