package io.opsconductor.users;

import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.fault.FaultPoint;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.PeriodicTask;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** People, organizations and roles: what a caller may do. */
public final class UsersGroup implements ServiceGroup {
  private static final Duration CLEAN_UP_INTERVAL = Duration.ofSeconds(2);

  private final Consumer<FaultPoint> passed;

  public UsersGroup() {
    this(FaultPoint::pass);
  }

  /** A group that tells of each step of what is done in several. */
  UsersGroup(Consumer<FaultPoint> passed) {
    this.passed = passed;
  }

  @Override
  public String name() {
    return "users";
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("classpath:db/users");
  }

  @Override
  public GroupParts build(GroupContext context) {
    context.config().as(UsersConfig.class);
    Db db = context.db();
    UserStore store = new UserStore(db);
    BusClient bus = context.bus();
    Outbox outbox = context.outbox();
    CreationStore creations = new CreationStore(db);
    UserCreation creation = new UserCreation(db, store, creations, bus, outbox, passed);
    StopRuns runs = new StopRuns(bus);
    SignOuts signOuts = new SignOuts(new SignOutStore(db), bus);
    Subjects subjects = new Subjects(db, store);
    ChangeUser changeUser = new ChangeUser(db, store, signOuts, runs, outbox);
    TeamMembers members = new TeamMembers(db, store, outbox);
    BulkSteps bulkSteps = new BulkSteps(changeUser, members);
    FindUser findUser = new FindUser(db, store, subjects);
    UsersVerticle.UseCases useCases =
        new UsersVerticle.UseCases(
            new AddUser(db, store, bus, creation),
            changeUser,
            new BulkChange(db, store, bulkSteps, changeUser, runs),
            new DeleteUsers(db, store, creations, creation, runs, outbox),
            new OwnPreferences(db, store, outbox),
            new ReplacePassword(db, store, bus, outbox),
            findUser,
            new ExternalUsers(db, store, findUser, outbox),
            new ShowUsers(store),
            new WriteRole(db, outbox),
            new ShowRoles(db),
            new Teams(db, store, outbox),
            members,
            new Grants(db, store, new GrantObjects(bus), outbox),
            new Explain(db, subjects, bus),
            new ServiceAccounts(db, runs, outbox),
            new RemoveServiceAccount(db, bus, runs, outbox),
            new AccountManagers(db),
            new Organizations(db, outbox));
    return GroupParts.of(
        () -> new UsersVerticle(context, useCases),
        new PeriodicTask("users-sign-outs", CLEAN_UP_INTERVAL, signOuts),
        new PeriodicTask(
            "users-creations", CLEAN_UP_INTERVAL, new FinishCreations(creations, creation)));
  }
}
