package io.opsconductor.secrets;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.SecretText;
import io.opsconductor.platform.database.DatabaseSettings;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Migrations;
import io.opsconductor.testkit.TestDatabase;
import io.opsconductor.testkit.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class MasterKeyCheckIT {
  @TempDir Path directory;

  @Test
  void run_shouldStopTheStart_whenTheKeyIsNotTheOneOfTheDatabase(Vertx vertx) {
    // given
    SecretKey first = MasterKeyFile.read(SecretsFixture.masterKey(directory));
    SecretKey other = MasterKeyFile.read(SecretsFixture.masterKey(directory));
    try (TestDatabase database =
            TestPostgres.database(Migrations.PLATFORM, "classpath:db/secrets");
        Db db = open(vertx, database)) {
      MasterKeyCheck check = new MasterKeyCheck(new Envelope(), new CanaryStore(db));
      // when
      check.run(first);
      // then
      assertThatCode(() -> check.run(first)).doesNotThrowAnyException();
      assertThatThrownBy(() -> check.run(other))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("The master key is not the one")
          .hasMessageNotContaining("\n");
    }
  }

  private static Db open(Vertx vertx, TestDatabase database) {
    return Db.open(
        vertx,
        new DatabaseSettings(
            database.host(),
            database.port(),
            database.name(),
            database.user(),
            new SecretText(database.password()),
            2,
            null));
  }
}
