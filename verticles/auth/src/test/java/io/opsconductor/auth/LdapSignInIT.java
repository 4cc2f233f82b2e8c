package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.PASSWORD;
import static io.opsconductor.auth.AuthNode.refusedWith;
import static io.opsconductor.auth.TestDirectory.dn;
import static io.opsconductor.auth.TestDirectory.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ChangePassword;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LdapSignInIT {
  private static final SecretText SECRET = new SecretText("l'été & (summer)*");
  private static final SecretText WRONG = new SecretText("wrong");

  @TempDir static Path files;
  private static TestDirectory directory;
  private static AuthNode node;

  @BeforeAll
  static void start() {
    directory = new TestDirectory(files);
    Map<String, Object> section = directory.section(directory.plain());
    section.put("subject_attribute", "entryUUID");
    section.put("group_base_dn", TestDirectory.GROUPS);
    section.put("email_verified", true);
    node = new AuthNode(Map.of("ldap", section));
  }

  @AfterAll
  static void stop() {
    node.close();
    directory.close();
  }

  private static TokenPair login(String name, SecretText password) {
    return node.login(name, password, new SessionClient(null, "10.70.0.1"));
  }

  private static int outboxOf(String text) {
    return node.count(
        "SELECT count(*)::int FROM outbox WHERE envelope::text LIKE $1", "%" + text + "%");
  }

  @Test
  void login_shouldMakeTheUser_whenTheDirectoryKnowsNameAndPassword() {
    // given
    directory.person("l-ann", SECRET.reveal(), "memberOf: cn=ops,ou=groups,dc=example,dc=net");
    directory.add(
        "dn: " + group("sec"), "objectClass: groupOfNames", "cn: sec", "member: " + dn("l-ann"));
    // when
    TokenPair first = login("L-Ann", SECRET);
    List<String> roles = node.externalUsers.last().roles();
    List<String> teams = node.externalUsers.last().teams();
    directory.modify("dn: " + dn("l-ann"), "changetype: modify", "delete: memberOf");
    TokenPair second = login("l-ann", SECRET);
    // then
    assertThat(node.context(first).username()).isEqualTo("l-ann");
    assertThat(node.context(second).userId()).isEqualTo(node.context(first).userId());
    assertThat(roles).containsExactly("auditor", "operator");
    assertThat(teams).containsExactly("Web");
    assertThat(node.externalUsers.last().roles()).containsExactly("auditor");
    assertThat(node.externalUsers.last().email()).isEqualTo("l-ann@example.net");
    assertThat(outboxOf("summer")).isZero();
    assertThat(node.count("SELECT count(*)::int FROM passwords WHERE username ILIKE 'l-ann'"))
        .isZero();
  }

  @Test
  void login_shouldFindTheSameUser_whenTheNameInTheDirectoryChanges() throws Exception {
    // given
    directory.person("l-bob", SECRET.reveal());
    TokenPair before = login("l-bob", SECRET);
    // when
    directory.server.modifyDN(dn("l-bob"), "uid=l-robert", true);
    TokenPair after = login("l-robert", SECRET);
    // then
    assertThat(node.context(after).userId()).isEqualTo(node.context(before).userId());
    assertThat(node.context(after).username()).isEqualTo("l-bob");
  }

  @Test
  void login_shouldBeRefused_whenThePasswordIsWrongOrTheNameUnknown() {
    // given
    directory.person("l-cid", SECRET.reveal());
    int before = outboxOf("refused_by_directory");
    // when, then
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> login("l-cid", WRONG));
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> login("l-nobody", SECRET));
    assertThat(outboxOf("refused_by_directory")).isEqualTo(before + 2);
    assertThat(outboxOf("l-nobody")).isZero();
    assertThat(node.context(login("l-cid", SECRET)).username()).isEqualTo("l-cid");
  }

  @Test
  void login_shouldBeSlowedDown_whenPasswordsAreGuessed() {
    // given
    directory.person("l-dan", SECRET.reveal());
    SessionClient guesser = new SessionClient(null, "10.71.0.1");
    // when
    await()
        .untilAsserted(
            () -> refusedWith(ErrorCode.SIGN_IN_SLOWED, () -> node.login("l-dan", WRONG, guesser)));
    // then
    refusedWith(ErrorCode.SIGN_IN_SLOWED, () -> node.login("l-dan", SECRET, guesser));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "l-e*",
        "l-eve)(uid=*",
        "l-eve)(|(uid=*",
        "*)(objectClass=*",
        "l-eve\\2a",
        " l-eve",
        "l-eve ",
        "l-eve,ou=people",
        "l-\u0435ve"
      })
  void login_shouldBeRefused_whenTheNameIsMoreThanAName(String name) {
    // given
    if (node.users.values().stream().noneMatch(user -> user.username().equals("l-eve"))) {
      directory.person("l-eve", SECRET.reveal());
      login("l-eve", SECRET);
    }
    int asked = node.externalUsers.asked.size();
    // when, then
    refusedWith(
        ErrorCode.BAD_CREDENTIALS,
        () -> node.login(name, SECRET, new SessionClient(null, "10.72." + name.length() + ".1")));
    assertThat(node.externalUsers.asked).hasSize(asked);
  }

  @Test
  void login_shouldJudgeHereAlone_whenTheNameHasAPasswordHere() {
    // given
    Principal fay = node.user("l-fay");
    directory.person("l-fay", SECRET.reveal());
    // when, then
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> login("l-fay", SECRET));
    assertThat(node.context(login("l-fay", PASSWORD)).userId()).isEqualTo(fay.id());
  }

  @Test
  void login_shouldTakeNoAccountOver_whenTheNameIsOfSomebodyWithoutPassword() {
    // given
    Principal gil = AuthNode.principal(Ids.next(), "l-gil", true);
    node.users.put(gil.id(), gil);
    directory.person("l-gil", SECRET.reveal());
    // when, then
    refusedWith(ErrorCode.EXTERNAL_NAME_TAKEN, () -> login("l-gil", SECRET));
    assertThat(node.users.get(gil.id())).isEqualTo(gil);
  }

  @Test
  void login_shouldBeRefused_whenTheUserIsDisabledHere() {
    // given
    directory.person("l-hal", SECRET.reveal());
    Principal hal = node.users.get(node.context(login("l-hal", SECRET)).userId());
    node.users.put(hal.id(), AuthNode.principal(hal.id(), "l-hal", false));
    // when, then
    refusedWith(ErrorCode.EXTERNAL_ACCOUNT_REFUSED, () -> login("l-hal", SECRET));
  }

  @Test
  void login_shouldBeRefused_whenSeveralEntriesAreFoundOrOneIsReferredElsewhere() {
    // given
    directory.person("l-ida", SECRET.reveal());
    directory.add(
        "dn: cn=second," + TestDirectory.PEOPLE,
        "objectClass: person",
        "cn: second",
        "uid: l-ida",
        "userPassword: " + SECRET.reveal());
    directory.add(
        "dn: " + dn("l-jim"),
        "objectClass: referral",
        "objectClass: extensibleObject",
        "uid: l-jim",
        "ref: ldap://192.0.2.1/" + dn("l-jim"));
    // when, then
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> login("l-ida", SECRET));
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> login("l-jim", SECRET));
  }

  @Test
  void changePassword_shouldSayWhereItIsKept_whenTheDirectoryKeepsIt() {
    // given
    directory.person("l-kim", SECRET.reveal());
    TokenPair kim = login("l-kim", SECRET);
    // when, then
    refusedWith(
        ErrorCode.PASSWORD_KEPT_ELSEWHERE,
        () ->
            node.harness
                .bearing(node.context(kim).token().reveal())
                .call(AuthOperations.CHANGE_PASSWORD, new ChangePassword(SECRET, PASSWORD, null)));
  }
}
