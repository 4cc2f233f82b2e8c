package io.opsconductor.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.secrets.CredentialInput;
import io.opsconductor.contracts.secrets.CredentialType;
import io.opsconductor.contracts.secrets.CredentialView;
import io.opsconductor.contracts.secrets.LeaseGrant;
import io.opsconductor.contracts.secrets.LeaseRef;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.Uses;
import io.opsconductor.contracts.users.Entitlement;
import io.opsconductor.contracts.users.Entitlements;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The service with its neighbours: who holds which lease, and what targets say is used. */
final class SecretsFixture implements AutoCloseable {
  /** Who started the execution for which secrets are read. */
  static final UUID STARTER = Ids.next();

  static final UUID EXECUTION = Ids.next();
  static final UUID OTHER_ORGANIZATION = Ids.next();

  private final Map<UUID, LeaseGrant> grants = new ConcurrentHashMap<>();
  private volatile List<Entitlement> entitlements = List.of();
  private volatile List<String> uses = List.of();
  private volatile Runnable whileAsked = () -> {};
  private final ServiceHarness harness;

  SecretsFixture(Path masterKey) {
    this.harness =
        ServiceHarness.builder()
            .group(new SecretsGroup())
            .config("secrets", Map.of("master_key_file", masterKey.toString()))
            .serves(ExecutionOperations.VERIFY_LEASE, (lease, call) -> grant(lease))
            .serves(UserOperations.ENTITLEMENTS, (request, call) -> new Entitlements(entitlements))
            .serves(TargetOperations.VERIFY_LEASE, (lease, call) -> LeaseGrant.dead())
            .serves(
                TargetOperations.CREDENTIAL_USES,
                (request, call) -> {
                  whileAsked.run();
                  return new Uses(uses);
                })
            .start();
  }

  static Path masterKey(Path directory) {
    try {
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      Path file = Files.createTempFile(directory, "master", ".key");
      Files.write(file, key);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LeaseGrant grant(LeaseRef lease) {
    return grants.getOrDefault(lease.id(), LeaseGrant.dead());
  }

  ServiceHarness harness() {
    return harness;
  }

  TestClient writer() {
    return harness.user("ann", "credential:read", "credential:write");
  }

  /** What those may do to credentials who have permissions on some of them only. */
  void granted(String selector, String... permissions) {
    GrantObject object = new GrantObject(ObjectType.CREDENTIAL, null, selector);
    entitlements =
        List.of(
            new Entitlement(
                Ids.next(), "test", List.of(permissions), object, GrantEffect.ALLOW, null));
  }

  void uses(String... names) {
    uses = List.of(names);
  }

  /** Runs while targets are asked whether they use a credential. */
  void whileAsked(Runnable action) {
    whileAsked = action;
  }

  /** A lease of the default organization's work with that credential. */
  LeaseRef lease(UUID credentialId) {
    return lease(Ids.DEFAULT_ORGANIZATION, credentialId);
  }

  LeaseRef lease(UUID organizationId, UUID credentialId) {
    LeaseRef lease = new LeaseRef("executions", Ids.next(), 1, "node-a");
    grants.put(
        lease.id(),
        new LeaseGrant(true, organizationId, credentialId, STARTER, "starter", EXECUTION));
    return lease;
  }

  CredentialView password(String name, String password) {
    return writer().call(SecretOperations.CREATE, passwordInput(name, password));
  }

  static CredentialInput passwordInput(String name, String password) {
    return new CredentialInput(
        name, CredentialType.PASSWORD, "root", null, null, new SecretText(password));
  }

  static CredentialInput keyInput(String name, String privateKey, String passphrase) {
    return new CredentialInput(
        name,
        CredentialType.SSH_KEY,
        "deploy",
        new SecretText(privateKey),
        passphrase == null ? null : new SecretText(passphrase),
        null);
  }

  /** Of whom the one reading of a secret tells, and of which execution. */
  List<String> reader() {
    return harness
        .db()
        .list(
            "SELECT envelope ->> 'actorId' || ' ' || (envelope ->> 'actor') || ' '"
                + " || (envelope #>> '{data,executionId}') FROM outbox"
                + " WHERE envelope->>'type' = 'credential.read'",
            row -> row.getString(0));
  }

  List<String> eventTypes() {
    return harness
        .db()
        .list(
            "SELECT envelope ->> 'type' FROM outbox"
                + " WHERE envelope->>'type' <> 'access.denied' ORDER BY created_at, id",
            row -> row.getString(0));
  }

  static OpsException refuses(ErrorCode code, ThrowingCallable call) {
    OpsException refusal = catchThrowableOfType(OpsException.class, call);
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code.wireName());
    return refusal;
  }

  @Override
  public void close() {
    harness.close();
  }
}
