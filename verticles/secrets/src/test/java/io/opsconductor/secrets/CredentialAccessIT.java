package io.opsconductor.secrets;

import static io.opsconductor.secrets.SecretsFixture.passwordInput;
import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.secrets.UpdateCredential;
import io.opsconductor.platform.testing.Overtaken;
import io.opsconductor.platform.testing.TestClient;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials are judged by what they are when they are written. */
class CredentialAccessIT {
  private static final String RENAME = "UPDATE credentials SET name = $2 WHERE id = $1";

  @TempDir static Path directory;

  @Test
  void writes_shouldBeJudgedByTheCredentialAsItIsThen_whenItIsRenamedMeanwhile() {
    try (SecretsFixture secrets = new SecretsFixture(SecretsFixture.masterKey(directory))) {
      // given
      secrets.granted("name~\"dev-*\"", "credential:read", "credential:write");
      TestClient carol =
          secrets.harness().user("carol", "credential:read@some", "credential:write@some");
      UUID id = secrets.password("dev-root", "pw").id();
      UpdateCredential update = new UpdateCredential(id, passwordInput("dev-root", "mine"));
      // when, then
      refusesRenamed(secrets, id, () -> carol.call(SecretOperations.UPDATE, update));
      assertThat(carol.call(SecretOperations.UPDATE, update).version()).isEqualTo(2);
      // and
      secrets.whileAsked(() -> secrets.harness().db().run(RENAME, id, "prod-root"));
      SecretsFixture.refuses(
          ErrorCode.NOT_FOUND, () -> carol.call(SecretOperations.DELETE, new IdRequest(id)));
      assertThat(secrets.writer().call(SecretOperations.GET, new IdRequest(id)).name())
          .isEqualTo("prod-root");
    }
  }

  private static void refusesRenamed(SecretsFixture secrets, UUID id, Supplier<?> write) {
    SecretsFixture.refuses(
        ErrorCode.NOT_FOUND,
        () -> Overtaken.by(secrets.harness().db(), tx -> tx.run(RENAME, id, "prod-root"), write));
    secrets.harness().db().run(RENAME, id, "dev-root");
  }
}
