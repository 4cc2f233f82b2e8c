package io.opsconductor.auth.oidc;

import io.opsconductor.auth.slowdown.AddressPrefix;
import io.opsconductor.contracts.Sha256;
import io.opsconductor.platform.database.Db;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Sign-ins that go on at their providers, and codes of programs that wait. */
final class SsoStore {
  /** How long somebody may take at the provider. */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  /** How long a program may take to fetch its session. */
  static final Duration CODE_LIFETIME = Duration.ofMinutes(1);

  /** How many may go on at once; anybody may begin one. */
  private static final int MOST = 20_000;

  /** And of one network, so that nobody takes the place of all others. */
  static final int MOST_OF_NETWORK = 200;

  private static final int BYTES = 32;

  private final Db db;
  private final Seal seal;
  private final SecureRandom random = new SecureRandom();

  /** What a code stands for. */
  record Redeemed(String provider, String challenge, String identity) {}

  SsoStore(Db db, Seal seal) {
    this.db = db;
    this.seal = seal;
  }

  /** 256 bits that nobody can guess. */
  String secret() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Digests.text(bytes);
  }

  /**
   * Writes down a sign-in of this state; false when too many go on already.
   *
   * @param address of the client; null when it is not known
   */
  boolean begin(
      String state,
      OidcProviderSettings provider,
      String binding,
      PendingSignIn pending,
      String address,
      Instant now) {
    byte[] hash = Sha256.of(state);
    return db.execute(
            SsoSql.INSERT,
            Buffer.buffer(hash),
            provider.organizationId(),
            provider.name(),
            Buffer.buffer(Sha256.of(binding)),
            pending.nonce(),
            Buffer.buffer(seal.seal(rowId(hash), pending.verifier())),
            pending.returnTo(),
            pending.program().map(WaitingProgram::port).orElse(null),
            pending.program().map(WaitingProgram::challenge).orElse(null),
            time(now),
            time(now.plus(LIFETIME)),
            MOST,
            AddressPrefix.of(address),
            (long) MOST_OF_NETWORK)
        == 1;
  }

  /** The sign-in of this state, which is over by this; empty unless this browser began it. */
  Optional<PendingSignIn> take(String state, String provider, String binding, Instant now) {
    byte[] hash = Sha256.of(state);
    return db.one(
        SsoSql.TAKE,
        row -> pending(row, hash),
        Buffer.buffer(hash),
        provider,
        Buffer.buffer(Sha256.of(binding)),
        time(now));
  }

  private PendingSignIn pending(Row row, byte[] hash) {
    Integer port = row.getInteger("program_port");
    return new PendingSignIn(
        row.getString("nonce"),
        seal.open(rowId(hash), row.getBuffer("verifier").getBytes()),
        row.getString("return_to"),
        port == null
            ? Optional.empty()
            : Optional.of(new WaitingProgram(port, row.getString("program_challenge"))));
  }

  /** A code for a program, which stands for an identity. */
  String code(
      UUID organizationId, String provider, String challenge, String identity, Instant now) {
    String code = secret();
    byte[] hash = Sha256.of(code);
    db.execute(
        SsoSql.INSERT_CODE,
        Buffer.buffer(hash),
        organizationId,
        provider,
        challenge,
        Buffer.buffer(seal.seal(rowId(hash), identity)),
        time(now),
        time(now.plus(CODE_LIFETIME)));
    return code;
  }

  /** What the code stands for, which is good no more by this; empty unless it was. */
  Optional<Redeemed> redeem(String code, Instant now) {
    byte[] hash = Sha256.of(code);
    return db.one(
            SsoSql.TAKE_CODE,
            row ->
                row.getOffsetDateTime("expires_at").toInstant().isAfter(now)
                    ? Optional.of(
                        new Redeemed(
                            row.getString("provider"),
                            row.getString("challenge"),
                            seal.open(rowId(hash), row.getBuffer("identity").getBytes())))
                    : Optional.<Redeemed>empty(),
            Buffer.buffer(hash))
        .flatMap(found -> found);
  }

  void removeExpired(Instant now) {
    db.execute(SsoSql.DELETE_EXPIRED, time(now));
    db.execute(SsoSql.DELETE_EXPIRED_CODES, time(now));
  }

  private static String rowId(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
