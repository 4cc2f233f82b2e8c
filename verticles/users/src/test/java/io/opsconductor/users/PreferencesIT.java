package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.contracts.users.DeleteUser;
import io.opsconductor.contracts.users.PreferenceOperations;
import io.opsconductor.contracts.users.Preferences;
import io.opsconductor.contracts.users.SetPreferences;
import io.opsconductor.contracts.users.Theme;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PreferencesIT {
  private static ServiceHarness harness;
  private static TestClient admin;

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new UsersGroup())
            .serves(AuthOperations.SET_PASSWORD, (request, call) -> Empty.INSTANCE)
            .serves(AuthOperations.FORGET_USER, (request, call) -> Empty.INSTANCE)
            .start();
    admin = harness.user("admin", "*");
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private record Person(UUID id, TestClient client) {
    Preferences get() {
      return client.call(PreferenceOperations.GET, Empty.INSTANCE);
    }

    Preferences change(String json, Integer expected) {
      return client.call(PreferenceOperations.SET, new SetPreferences(read(json), true, expected));
    }

    Preferences replace(String json) {
      return client.call(PreferenceOperations.SET, new SetPreferences(read(json), false, null));
    }
  }

  private static Preferences read(String json) {
    return Wire.decode(json.replace('\'', '"'), Preferences.class);
  }

  private static Person person(String name) {
    UserView made =
        admin.call(
            UserOperations.CREATE,
            new CreateUser(name, new SecretText("correct horse battery"), List.of()));
    return new Person(made.id(), client(made.id(), name));
  }

  private static TestClient client(UUID id, String name) {
    return harness.user(
        new CallerContext.User(
            id, name, Ids.DEFAULT_ORGANIZATION, Ids.next(), List.of(), Set.of()));
  }

  @Test
  void get_shouldShowDefaults_whenNothingWasChosen() {
    assertThat(person("plain").get()).isEqualTo(Preferences.DEFAULTS);
  }

  @Test
  void set_shouldKeepWhatIsChosen_andCompareVersions() {
    // given
    Person ann = person("ann");
    Person bob = person("bob");
    // when
    Preferences first = ann.change("{'timeZone':'Europe/Berlin','locale':'de-de'}", 0);
    Preferences second = ann.change("{'theme':'dark','logWrap':false}", first.version());
    // then
    assertThat(second).isEqualTo(ann.get());
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.timeZone()).isEqualTo("Europe/Berlin");
    assertThat(second.locale()).isEqualTo("de-DE");
    assertThat(second.theme()).isEqualTo(Theme.DARK);
    assertThat(second.logWrap()).isFalse();
    assertThat(second.pageSize()).isEqualTo(50);
    assertThat(bob.get()).isEqualTo(Preferences.DEFAULTS);
    assertThatThrownBy(() -> ann.change("{'theme':'light'}", 1))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.is(ErrorCode.STALE_VERSION)).isTrue());
    assertThat(ann.change("{'theme':'dark'}", 2).version()).isEqualTo(2);
  }

  @Test
  void set_shouldForgetTheOthers_whenItReplaces() {
    // given
    Person cat = person("cat");
    cat.change("{'theme':'dark','pageSize':100}", null);
    // when
    Preferences replaced = cat.replace("{'pageSize':20}");
    // then
    assertThat(replaced.theme()).isEqualTo(Theme.SYSTEM);
    assertThat(replaced.pageSize()).isEqualTo(20);
    assertThat(cat.replace("{}").at(0)).isEqualTo(Preferences.DEFAULTS);
  }

  @Test
  void set_shouldTellBeforeAndAfter_andBeGoneWithTheUser() {
    // given
    Person dan = person("dan");
    // when
    dan.change("{'theme':'dark'}", null);
    dan.change("{'theme':'dark'}", null);
    // then
    assertThat(harness.toldOf(dan.id()))
        .filteredOn(event -> event.type().equals("preferences.updated"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.actor()).isEqualTo("dan");
              assertThat(change(event)).isEqualTo("{\"theme\":\"system\"}{\"theme\":\"dark\"}");
            });
    admin.call(UserOperations.DELETE, new DeleteUser(dan.id(), null));
    assertThat(
            harness
                .db()
                .one(
                    "SELECT count(*)::int FROM preferences WHERE user_id = $1",
                    row -> row.getInteger(0),
                    dan.id()))
        .contains(0);
  }

  private static String change(EventEnvelope event) {
    return event.data().get("before").toString() + event.data().get("after");
  }

  @Test
  void set_shouldBeRefused_whenAValueIsNone() {
    for (String bad :
        List.of(
            "{'timeZone':'Mars/Olympus'}",
            "{'timeZone':'europe/berlin'}",
            "{'locale':'not a locale'}",
            "{'locale':'x-private'}",
            "{'pageSize':9}",
            "{'pageSize':201}",
            "{'logFontSize':7}",
            "{'theme':'pink'}")) {
      assertThatThrownBy(() -> read(bad)).as(bad).isInstanceOf(OpsException.class);
    }
  }

  @Test
  void set_shouldBeRefused_whenTheCallerIsNoPerson() {
    // given
    TestClient account = client(Ids.next(), "service-account:x");
    // when, then
    assertThatThrownBy(
            () ->
                account.call(
                    PreferenceOperations.SET, new SetPreferences(Preferences.NONE, true, null)))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.is(ErrorCode.FORBIDDEN)).isTrue());
  }
}
