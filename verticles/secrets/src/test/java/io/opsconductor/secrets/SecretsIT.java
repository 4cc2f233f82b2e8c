package io.opsconductor.secrets;

import static io.opsconductor.secrets.SecretsFixture.keyInput;
import static io.opsconductor.secrets.SecretsFixture.passwordInput;
import static io.opsconductor.secrets.SecretsFixture.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Changed;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.secrets.CredentialMaterial;
import io.opsconductor.contracts.secrets.CredentialPage;
import io.opsconductor.contracts.secrets.CredentialView;
import io.opsconductor.contracts.secrets.DescribeCredentials;
import io.opsconductor.contracts.secrets.LeaseRef;
import io.opsconductor.contracts.secrets.ResolveCredential;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.secrets.UpdateCredential;
import io.opsconductor.platform.testing.TestClient;
import io.opsconductor.testkit.SshKeyFile;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsIT {
  @TempDir static Path directory;
  private static SecretsFixture secrets;

  private final TestClient ann = secrets.writer();
  private final TestClient workers = secrets.harness().service("workers");

  @BeforeAll
  static void start() {
    secrets = new SecretsFixture(SecretsFixture.masterKey(directory));
  }

  @AfterAll
  static void stop() {
    secrets.close();
  }

  @BeforeEach
  void clean() {
    secrets.harness().db().run("DELETE FROM credentials");
    secrets.harness().db().run("DELETE FROM outbox");
    secrets.uses();
    secrets.whileAsked(() -> {});
  }

  @Test
  void create_shouldShowEverythingButTheSecret() {
    // given
    SshKeyFile key = SshKeyFile.generate(directory, "key", "ed25519", "open sesame");
    // when
    CredentialView made =
        ann.call(SecretOperations.CREATE, keyInput("deploy key", key.privateKey(), "open sesame"));
    // then
    assertThat(made).isEqualTo(ann.call(SecretOperations.GET, new IdRequest(made.id())));
    assertThat(made.version()).isEqualTo(1);
    assertThat(made.username()).isEqualTo("deploy");
    assertThat(made.fingerprint()).startsWith("SHA256:");
    assertThat(secrets.eventTypes()).containsExactly("credential.created");
  }

  @Test
  void create_shouldRefuse_whenTheKeyCannotBeRead() {
    // given
    SshKeyFile key = SshKeyFile.generate(directory, "locked", "ed25519", "open sesame");
    // then
    refuses(
        ErrorCode.UNREADABLE_KEY,
        () -> ann.call(SecretOperations.CREATE, keyInput("a", "garbage", null)));
    OpsException wrong =
        refuses(
            ErrorCode.UNREADABLE_KEY,
            () -> ann.call(SecretOperations.CREATE, keyInput("a", key.privateKey(), "guess")));
    assertThat(wrong.getMessage()).doesNotContain("guess").doesNotContain("OPENSSH");
    assertThat(wrong.errors().getFirst().pointer()).isEqualTo("/passphrase");
  }

  @Test
  void create_shouldRefuse_whenTheNameIsTaken() {
    // given
    CredentialView first = secrets.password("root", "one password");
    // then
    refuses(ErrorCode.CREDENTIAL_NAME_TAKEN, () -> secrets.password("root", "other"));
    CredentialView second = secrets.password("root 2", "other");
    refuses(
        ErrorCode.CREDENTIAL_NAME_TAKEN,
        () ->
            ann.call(
                SecretOperations.UPDATE,
                new UpdateCredential(second.id(), passwordInput("root", "other"))));
    assertThat(ann.call(SecretOperations.GET, new IdRequest(first.id())).version()).isEqualTo(1);
    assertThat(ann.call(SecretOperations.GET, new IdRequest(second.id())).version()).isEqualTo(1);
  }

  @Test
  void update_shouldAddAVersion_andLeaveTheEarlierOneReadable() {
    // given
    UUID id = secrets.password("root", "first password").id();
    // when
    CredentialView second =
        ann.call(
            SecretOperations.UPDATE, new UpdateCredential(id, passwordInput("root", "second one")));
    // then
    assertThat(second.version()).isEqualTo(2);
    assertThat(resolve(id, 1).password().reveal()).isEqualTo("first password");
    assertThat(resolve(id, 2).password().reveal()).isEqualTo("second one");
    refuses(ErrorCode.NOT_FOUND, () -> resolve(id, 3));
  }

  @Test
  void events_shouldTellThatTheSecretIsAnother_butNeitherOfThem() {
    // given
    UUID id = secrets.password("told", "first password").id();
    // when
    ann.call(SecretOperations.UPDATE, new UpdateCredential(id, passwordInput("told", "another")));
    ann.call(SecretOperations.DELETE, new IdRequest(id));
    // then
    List<EventEnvelope> told = secrets.harness().toldOf(id);
    assertThat(told)
        .extracting(EventEnvelope::type)
        .containsExactly("credential.created", "credential.updated", "credential.deleted");
    JsonNode change = told.get(1).data();
    assertThat(change.get("before").toString()).isEqualTo("{\"version\":1}");
    assertThat(change.get("after").toString()).isEqualTo("{\"version\":2}");
    assertThat(change.get("secret").asText()).isEqualTo("replaced");
    assertThat(told.getLast().data().at("/before/username").asText()).isEqualTo("root");
    assertThat(told.toString()).doesNotContain("first password", "another");
  }

  @Test
  void list_shouldGoByName_inParts() {
    // given
    for (String name : List.of("c", "a", "e", "d", "b")) {
      secrets.password(name, "password of " + name);
    }
    // when
    List<String> names = new ArrayList<>();
    String cursor = null;
    do {
      CredentialPage page = ann.call(SecretOperations.LIST, new PageRequest(2, cursor));
      page.items().forEach(item -> names.add(item.name()));
      cursor = page.nextCursor();
    } while (cursor != null);
    // then
    assertThat(names).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void resolve_shouldGiveTheKeyAsItWasWritten_andRecordIt() {
    // given
    SshKeyFile key = SshKeyFile.generate(directory, "written", "ecdsa", "open sesame");
    UUID id =
        ann.call(SecretOperations.CREATE, keyInput("k", key.privateKey(), "open sesame")).id();
    // when
    CredentialMaterial material = resolve(id, 1);
    // then
    assertThat(material.privateKey().reveal()).isEqualTo(key.privateKey());
    assertThat(material.passphrase().reveal()).isEqualTo("open sesame");
    assertThat(material.username()).isEqualTo("deploy");
    assertThat(material.toString()).doesNotContain("sesame", "OPENSSH");
    assertThat(secrets.eventTypes()).containsExactly("credential.created", "credential.read");
    assertThat(secrets.reader())
        .containsExactly(SecretsFixture.STARTER + " starter " + SecretsFixture.EXECUTION);
  }

  @Test
  void resolve_shouldNotSayThatTheCredentialChanged() {
    // given
    Queue<UUID> changed = new ConcurrentLinkedQueue<>();
    secrets.harness().hints().subscribe(Changed.HINT, hint -> changed.add(hint.resourceId()));
    UUID id = secrets.password("root", "a password").id();
    // when
    resolve(id, 1);
    UUID after = secrets.password("after", "another password").id();
    // then
    await().until(() -> changed.contains(after));
    assertThat(changed).filteredOn(id::equals).hasSize(1);
  }

  @Test
  void resolve_shouldRefuse_whenTheLeaseDoesNotNeedThisCredential() {
    // given
    UUID id = secrets.password("root", "a password").id();
    LeaseRef ofAnother = secrets.lease(Ids.next());
    LeaseRef ofForeigner = secrets.lease(SecretsFixture.OTHER_ORGANIZATION, id);
    LeaseRef unknown = new LeaseRef("executions", Ids.next(), 1, "node-a");
    LeaseRef selfMade = new LeaseRef("workers", Ids.next(), 1, "node-a");
    LeaseRef deadTest = new LeaseRef("targets", Ids.next(), 1, "node-a");
    // then
    for (LeaseRef lease : List.of(ofAnother, unknown, selfMade, deadTest)) {
      refuses(
          ErrorCode.NO_LIVE_LEASE,
          () -> workers.call(SecretOperations.RESOLVE, new ResolveCredential(lease, id, 1)));
    }
    refuses(
        ErrorCode.NOT_FOUND,
        () -> workers.call(SecretOperations.RESOLVE, new ResolveCredential(ofForeigner, id, 1)));
    assertThat(secrets.eventTypes()).doesNotContain("credential.read");
  }

  @Test
  void resolve_shouldBeForbidden_toAnybodyButWorkers() {
    // given
    UUID id = secrets.password("root", "a password").id();
    ResolveCredential request = new ResolveCredential(secrets.lease(id), id, 1);
    TestClient all = secrets.harness().user("boss", "*");
    // then
    refuses(ErrorCode.FORBIDDEN, () -> all.call(SecretOperations.RESOLVE, request));
    refuses(
        ErrorCode.FORBIDDEN,
        () -> secrets.harness().service("jobs").call(SecretOperations.RESOLVE, request));
  }

  @Test
  void resolve_shouldRecordEachRead_whenHundredsComeAtOnce() {
    // given
    UUID id = secrets.password("root", "a password").id();
    LeaseRef lease = secrets.lease(id);
    ResolveCredential request = new ResolveCredential(lease, id, 1);
    // when
    List<Future<CredentialMaterial>> reads = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      reads.add(workers.send(SecretOperations.RESOLVE, request));
    }
    Future.all(reads).await();
    // then
    assertThat(secrets.eventTypes()).filteredOn("credential.read"::equals).hasSize(300);
  }

  @Test
  void resolve_shouldFail_whenTheStoredRowWasMovedOrChanged() {
    // given
    UUID mine = secrets.password("mine", "my own password").id();
    UUID theirs = secrets.password("theirs", "their password").id();
    // when
    secrets
        .harness()
        .db()
        .run(
            "UPDATE credential_versions mine SET wrapped_key = theirs.wrapped_key, ciphertext ="
                + " theirs.ciphertext FROM credential_versions theirs WHERE mine.credential_id ="
                + " $1 AND theirs.credential_id = $2",
            mine,
            theirs);
    // then
    OpsException refusal = refuses(ErrorCode.INTERNAL, () -> resolve(mine, 1));
    assertThat(refusal.getMessage()).doesNotContain("password", "credential_versions");
    assertThat(resolve(theirs, 1).password().reveal()).isEqualTo("their password");
  }

  @Test
  void resolve_shouldGiveTheUserThatWasWritten_whenTheRowSaysAnother() {
    // given
    UUID id = secrets.password("root", "a password").id();
    // when
    secrets.harness().db().run("UPDATE credential_versions SET username = 'mallory'");
    // then
    assertThat(resolve(id, 1).username()).isEqualTo("root");
  }

  @Test
  void delete_shouldRefuse_whileTargetsUseIt() {
    // given
    UUID id = secrets.password("root", "a password").id();
    secrets.uses("target web-1", "target web-2");
    // when
    OpsException refusal =
        refuses(
            ErrorCode.CREDENTIAL_IN_USE,
            () -> ann.call(SecretOperations.DELETE, new IdRequest(id)));
    // then
    assertThat(refusal.getMessage()).contains("target web-1, target web-2");
    assertThat(described("targets", id)).containsExactly(Map.entry(id, 1));
    secrets.uses();
    ann.call(SecretOperations.DELETE, new IdRequest(id));
    refuses(ErrorCode.NOT_FOUND, () -> ann.call(SecretOperations.GET, new IdRequest(id)));
    refuses(ErrorCode.NOT_FOUND, () -> ann.call(SecretOperations.DELETE, new IdRequest(id)));
    assertThat(secrets.eventTypes()).containsExactly("credential.created", "credential.deleted");
    assertThat(versionRows()).isZero();
  }

  @Test
  void delete_shouldHideItFromTargetsButNotFromRunningWork_whileTheyAreAsked() {
    // given
    UUID id = secrets.password("root", "a password").id();
    List<Map<UUID, Integer>> seen = new ArrayList<>();
    secrets.whileAsked(
        () -> {
          seen.add(described("targets", id));
          seen.add(described("executions", id));
          refuses(
              ErrorCode.CONFLICT,
              () ->
                  ann.call(
                      SecretOperations.UPDATE,
                      new UpdateCredential(id, passwordInput("root", "other"))));
        });
    secrets.uses("target web-1");
    // when
    refuses(
        ErrorCode.CREDENTIAL_IN_USE, () -> ann.call(SecretOperations.DELETE, new IdRequest(id)));
    // then
    assertThat(seen).containsExactly(Map.of(), Map.of(id, 1));
  }

  @Test
  void everyOperation_shouldFollowPermissionsAndOrganizations() {
    // given
    UUID id = secrets.password("root", "a password").id();
    TestClient viewer = secrets.harness().user("viewer", "credential:read");
    TestClient foreigner = secrets.harness().user(SecretsFixture.OTHER_ORGANIZATION, "eve", "*");
    UpdateCredential update = new UpdateCredential(id, passwordInput("root", "other"));
    // then
    assertThat(viewer.call(SecretOperations.GET, new IdRequest(id)).name()).isEqualTo("root");
    refuses(ErrorCode.FORBIDDEN, () -> viewer.call(SecretOperations.UPDATE, update));
    refuses(ErrorCode.FORBIDDEN, () -> viewer.call(SecretOperations.DELETE, new IdRequest(id)));
    refuses(
        ErrorCode.FORBIDDEN,
        () -> viewer.call(SecretOperations.CREATE, passwordInput("b", "other")));
    refuses(ErrorCode.NOT_FOUND, () -> foreigner.call(SecretOperations.GET, new IdRequest(id)));
    refuses(ErrorCode.NOT_FOUND, () -> foreigner.call(SecretOperations.UPDATE, update));
    refuses(ErrorCode.NOT_FOUND, () -> foreigner.call(SecretOperations.DELETE, new IdRequest(id)));
    assertThat(foreigner.call(SecretOperations.LIST, PageRequest.first()).items()).isEmpty();
  }

  @Test
  void database_shouldNeverHoldASecret() throws SQLException {
    // given
    SshKeyFile key = SshKeyFile.generate(directory, "plain", "ed25519", "", "-C", "");
    String middle = key.privateKey().lines().skip(2).findFirst().orElseThrow();
    // when
    ann.call(SecretOperations.CREATE, keyInput("k", key.privateKey(), null));
    UUID id = secrets.password("p", "squeamish ossifrage").id();
    resolve(id, 1);
    // then
    String everything = dump();
    assertThat(everything).contains("credential.read").doesNotContain(middle, "ossifrage");
    assertThat(everything).doesNotContain(hex("ossifrage"), hex(middle), "b3NzaWZyYWdl");
  }

  private String dump() throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = secrets.harness().testDatabase("secrets").connect();
        Statement statement = connection.createStatement()) {
      for (String table :
          List.of("credentials", "credential_versions", "master_key_canaries", "outbox")) {
        try (ResultSet rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
          while (rows.next()) {
            all.append(rows.getString(1)).append('\n');
          }
        }
      }
    }
    return all.toString();
  }

  private static String hex(String text) {
    return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private CredentialMaterial resolve(UUID id, int version) {
    return workers.call(
        SecretOperations.RESOLVE, new ResolveCredential(secrets.lease(id), id, version));
  }

  private Map<UUID, Integer> described(String service, UUID id) {
    return secrets
        .harness()
        .service(service)
        .call(
            SecretOperations.DESCRIBE,
            new DescribeCredentials(Ids.DEFAULT_ORGANIZATION, List.of(id, Ids.next())))
        .versions();
  }

  private static long versionRows() {
    return secrets
        .harness()
        .db()
        .one("SELECT count(*) FROM credential_versions", row -> row.getLong(0))
        .orElseThrow();
  }
}
