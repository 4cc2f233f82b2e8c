package io.opsconductor.launcher;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.opsconductor.platform.group.ServiceGroup;
import io.vertx.core.eventbus.EventBus;

/** The walls of the house, as far as the build's modules do not hold them already. */
@AnalyzeClasses(packages = "io.opsconductor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] SERVICES = {
    "io.opsconductor.auth..",
    "io.opsconductor.users..",
    "io.opsconductor.secrets..",
    "io.opsconductor.targets..",
    "io.opsconductor.jobs..",
    "io.opsconductor.executions..",
    "io.opsconductor.workers..",
    "io.opsconductor.audit..",
    "io.opsconductor.gateway.."
  };

  @ArchTest
  static final ArchRule SERVICES_KNOW_NO_OTHER_SERVICE =
      slices()
          .matching(
              "io.opsconductor.(auth|users|secrets|targets|jobs|executions|workers|audit|gateway)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule MODULES_HAVE_NO_CYCLES =
      slices().matching("io.opsconductor.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_LAUNCHER =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.opsconductor.launcher..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opsconductor.launcher..");

  @ArchTest
  static final ArchRule ONLY_GROUPS_ARE_PUBLIC =
      classes()
          .that()
          .areAssignableTo(ServiceGroup.class)
          .and()
          .areNotInterfaces()
          .and()
          .resideOutsideOfPackage("io.opsconductor.platform.testing..")
          .should()
          .haveSimpleNameEndingWith("Group");

  @ArchTest
  static final ArchRule SQL_CLIENTS_STAY_IN_STORES =
      noClasses()
          .that()
          .resideInAnyPackage(SERVICES)
          .and()
          .haveSimpleNameNotEndingWith("Store")
          .and()
          .haveSimpleNameNotEndingWith("Sql")
          .and()
          .haveSimpleNameNotEndingWith("Row")
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient.."));

  @ArchTest
  static final ArchRule REQUESTS_ARE_SERVED_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.opsconductor.platform.bus..")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(EventBus.class)))
                  .and(target(name("consumer").or(name("localConsumer")))));

  @ArchTest
  static final ArchRule WORKERS_TOUCH_NO_DATABASE =
      noClasses()
          .that()
          .resideInAPackage("io.opsconductor.workers..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.opsconductor.platform.database..", "io.vertx.sqlclient..", "java.sql..");
}
