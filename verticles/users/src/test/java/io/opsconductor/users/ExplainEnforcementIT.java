package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.schedules.ScheduleOperations;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.users.ExplainAccess;
import io.opsconductor.contracts.users.Explanation;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.OrganizationInput;
import io.opsconductor.contracts.users.OrganizationOperations;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.access.ReachSql;
import io.opsconductor.platform.access.Rights;
import io.opsconductor.platform.selector.Columns;
import io.opsconductor.platform.selector.NamedColumns;
import io.opsconductor.platform.selector.SqlArguments;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is explained is what happens: people with rights by chance, always the same ones, are asked
 * about by both ways. The objects are a table of the test, which judges them as their owners do.
 */
class ExplainEnforcementIT {
  private static final int PEOPLE = 12;
  private static final int QUESTIONS = 12;
  private static final List<String> PERMISSIONS = List.copyOf(Permissions.all());
  private static final List<String> ROLES =
      List.of("viewer", "operator", "admin", "runs", "reads", "unknown");

  /** The last two cannot be read, as those of a later release. */
  private static final List<String> SELECTORS = List.of("name=a", "name~*", "color=red", "name=(");

  private static final NamedColumns THING = new NamedColumns(Map.of("id", "id", "name", "name"));
  private static final NamedColumns ITS_JOB =
      new NamedColumns(Map.of("id", "job_id", "name", "job_name"));

  private static ServiceHarness harness;
  private static UUID other;

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new UsersGroup())
            .serves(TargetOperations.MATCH, (asked, call) -> match(asked, ObjectType.TARGET))
            .serves(JobOperations.MATCH, (asked, call) -> match(asked, ObjectType.JOB))
            .serves(SecretOperations.MATCH, (asked, call) -> match(asked, ObjectType.CREDENTIAL))
            .serves(ExecutionOperations.MATCH, (asked, call) -> match(asked, ObjectType.EXECUTION))
            .serves(ScheduleOperations.MATCH, (asked, call) -> match(asked, ObjectType.SCHEDULE))
            .start();
    other =
        harness
            .user("root", "*")
            .call(OrganizationOperations.CREATE, new OrganizationInput("Other", null))
            .id();
    harness
        .db()
        .execute(
            "CREATE TABLE things (type text, id text, name text, job_id text, job_name text,"
                + " starter uuid)");
    for (UUID organization : List.of(Ids.DEFAULT_ORGANIZATION, other)) {
      role(organization, "runs", "job:run", "target:run", "execution:cancel");
      role(organization, "reads", "job:read", "execution:read", "organization:write");
    }
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static void role(UUID organization, String name, String... permissions) {
    harness
        .db()
        .execute(
            "INSERT INTO roles (id, organization_id, name, permissions) VALUES ($1, $2, $3, $4)",
            Ids.next(),
            organization,
            name,
            permissions);
  }

  private static Map<ObjectType, Columns> columns(ObjectType type) {
    return type == ObjectType.EXECUTION
        ? Map.of(ObjectType.EXECUTION, THING, ObjectType.JOB, ITS_JOB)
        : Map.of(type, THING);
  }

  private static boolean isWithin(ObjectType type, UUID id, Reach reach, UUID starter) {
    SqlArguments arguments = new SqlArguments(2);
    String own = starter == null ? "FALSE" : "starter = " + arguments.add(starter, "uuid");
    String condition = ReachSql.of(reach, columns(type), arguments, own);
    List<Object> all = new ArrayList<>(List.of(id.toString()));
    all.addAll(arguments.values());
    return harness
        .db()
        .one("SELECT id FROM things WHERE id = $1 AND " + condition, row -> true, all.toArray())
        .isPresent();
  }

  private static ObjectMatches match(MatchObject asked, ObjectType type) {
    UUID starter =
        harness
            .db()
            .one(
                "SELECT starter FROM things WHERE id = $1",
                row -> row.getUUID("starter"),
                asked.id().toString())
            .orElse(null);
    return AccessDecisions.matches(
        asked, reach -> isWithin(type, asked.id(), reach, null), starter);
  }

  /** One person, with what chance gives. */
  private static UUID person(Random chance, UUID organization) {
    UUID id = Ids.next();
    UUID team = Ids.next();
    harness
        .db()
        .execute(
            "INSERT INTO users (id, organization_id, username, state)"
                + " VALUES ($1, $2, $3, 'active')",
            id,
            organization,
            "p-" + id);
    harness
        .db()
        .execute(
            "INSERT INTO teams (id, organization_id, name) VALUES ($1, $2, $3)",
            team,
            organization,
            "t-" + team);
    harness
        .db()
        .execute(
            "INSERT INTO team_members (team_id, user_id, organization_id) VALUES ($1, $2, $3)",
            team,
            id,
            organization);
    if (chance.nextInt(3) == 0) {
      harness
          .db()
          .execute(
              "INSERT INTO user_roles (user_id, role) VALUES ($1, $2)", id, any(chance, ROLES));
    }
    return id;
  }

  private static void grant(Random chance, UUID organization, UUID person, List<Thing> things) {
    boolean byTeam = chance.nextInt(3) == 0;
    ObjectType type = chance.nextInt(3) == 0 ? null : any(chance, List.of(ObjectType.values()));
    boolean single = type == ObjectType.EXECUTION || chance.nextBoolean();
    List<UUID> ids = things.stream().filter(thing -> thing.type() == type).map(Thing::id).toList();
    String subject = byTeam ? "(SELECT team_id FROM team_members WHERE user_id = $3)" : "$3::uuid";
    harness
        .db()
        .execute(
            "INSERT INTO grants (id, organization_id, subject_type, subject_id, role, object_type,"
                + " object_id, selector, effect, created_by)"
                + " VALUES ($1, $2, $4, "
                + subject
                + ", $5, $6, $7, $8, $9, 'test') ON CONFLICT DO NOTHING",
            Ids.next(),
            organization,
            person,
            byTeam ? "team" : "user",
            any(chance, ROLES),
            type == null ? null : type.wireName(),
            type != null && single ? any(chance, ids) : null,
            type != null && !single ? any(chance, SELECTORS) : null,
            chance.nextInt(3) == 0 ? "deny" : "allow");
  }

  private static <T> T any(Random chance, List<T> of) {
    return of.get(chance.nextInt(of.size()));
  }

  private record Thing(ObjectType type, UUID id) {}

  /** Two of each type; the executions are of the first job, and one is the person's own. */
  private static List<Thing> things(UUID person) {
    List<Thing> things = new ArrayList<>();
    UUID job = Ids.next();
    for (ObjectType type : ObjectType.values()) {
      for (String name : List.of("a", "b")) {
        boolean first = name.equals("a");
        UUID id = type == ObjectType.JOB && first ? job : Ids.next();
        things.add(new Thing(type, id));
        harness
            .db()
            .execute(
                "INSERT INTO things VALUES ($1, $2, $3, $4, 'a', $5)",
                type.wireName(),
                id.toString(),
                name,
                job.toString(),
                type == ObjectType.EXECUTION && first ? person : Ids.next());
      }
    }
    return things;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void explain_shouldSayWhatIsEnforced_whateverSomebodyHas(long seed) {
    Random chance = new Random(seed);
    for (int i = 0; i < PEOPLE; i++) {
      // given
      UUID organization = chance.nextInt(3) == 0 ? other : Ids.DEFAULT_ORGANIZATION;
      UUID person = person(chance, organization);
      List<Thing> things = things(person);
      int grants = chance.nextInt(4);
      for (int g = 0; g < grants; g++) {
        grant(chance, organization, person, things);
      }
      TestClient asker = harness.user(organization, "asker", "*");
      Set<String> held =
          Set.copyOf(
              harness
                  .service("auth")
                  .call(UserOperations.PRINCIPAL, new IdRequest(person))
                  .permissions());
      Rights rights =
          new Rights(
              harness
                  .service("jobs")
                  .call(UserOperations.ENTITLEMENTS, new IdRequest(person))
                  .items());
      for (int q = 0; q < QUESTIONS; q++) {
        // when, then
        requireSame(chance, asker, person, things, held, rights);
      }
    }
  }

  private static void requireSame(
      Random chance,
      TestClient asker,
      UUID person,
      List<Thing> things,
      Set<String> held,
      Rights rights) {
    Thing thing = chance.nextInt(4) == 0 ? null : any(chance, things);
    List<String> fitting =
        PERMISSIONS.stream().filter(one -> thing == null || thing.type().covers(one)).toList();
    String permission = any(chance, fitting);
    Explanation said =
        asker.call(
            UserOperations.EXPLAIN,
            new ExplainAccess(
                person,
                null,
                permission,
                thing == null ? null : thing.type(),
                thing == null ? null : thing.id()));
    String question = "%s of %s on %s: %s".formatted(permission, rights, thing, said);
    boolean everywhere = Permissions.everywhere(held, permission);
    boolean some = Permissions.somewhere(held, permission);
    if (thing == null) {
      assertThat(said.allowed()).as(question).isEqualTo(everywhere);
      assertThat(said.onSome() != null).as(question).isEqualTo(some && !everywhere);
    } else {
      Reach reach = AccessDecisions.reach(held, () -> rights, () -> null, permission, thing.type());
      UUID starter = Rights.OWN.contains(permission) ? person : null;
      boolean may =
          reach.isEverything() || (some && isWithin(thing.type(), thing.id(), reach, starter));
      assertThat(said.allowed()).as(question).isEqualTo(may);
    }
    assertThat(said.because()).as(question).isNotEmpty();
  }
}
