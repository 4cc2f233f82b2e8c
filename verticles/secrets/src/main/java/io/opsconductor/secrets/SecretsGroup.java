package io.opsconductor.secrets;

import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.ServiceGroup;
import java.util.Optional;
import javax.crypto.SecretKey;

/** The service {@code secrets}. */
public final class SecretsGroup implements ServiceGroup {
  @Override
  public String name() {
    return "secrets";
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("classpath:db/secrets");
  }

  @Override
  public GroupParts build(GroupContext context) {
    SecretsConfig config = context.config().as(SecretsConfig.class);
    Db db = context.db();
    Envelope envelope = new Envelope();
    SecretKey master = MasterKeyFile.read(config.masterKeyPath());
    new MasterKeyCheck(envelope, new CanaryStore(db)).run(master);

    Vault vault = new Vault(envelope, master);
    KeyReader keys = new KeyReader(read -> context.vertx().executeBlocking(read).await());
    CredentialAccess access = new CredentialAccess(context.access(), db);
    WriteCredential write = new WriteCredential(db, context.outbox(), vault, keys, access);
    ShowCredentials show = new ShowCredentials(db, access);
    DeleteCredential delete = new DeleteCredential(db, context.outbox(), context.bus(), access);
    ReadStore reads = new ReadStore(db, context.outbox());
    ResolveSecret resolve = new ResolveSecret(db, context.bus(), vault, reads);
    return GroupParts.of(() -> new SecretsVerticle(context, write, show, delete, resolve, access));
  }
}
