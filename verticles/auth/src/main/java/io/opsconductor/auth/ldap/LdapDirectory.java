package io.opsconductor.auth.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import io.opsconductor.auth.external.ExternalIdentity;
import io.opsconductor.auth.external.ExternalProvider;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.platform.group.Background;
import io.opsconductor.platform.group.NodeHealth;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves names and passwords with a directory: looks the person up, binds as the person on a
 * connection of its own (RFC 4513 §5.1.3), reads the groups.
 */
public final class LdapDirectory implements Background {
  private static final Logger LOG = LoggerFactory.getLogger(LdapDirectory.class);

  /** Its name in the health of the node. */
  private static final String HEALTH = "directory";

  /** The directory works, and does not accept this person with this password. */
  private static final Set<ResultCode> REFUSALS =
      Set.of(
          ResultCode.INVALID_CREDENTIALS,
          ResultCode.NO_SUCH_OBJECT,
          ResultCode.INAPPROPRIATE_AUTHENTICATION,
          ResultCode.CONSTRAINT_VIOLATION,
          ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
          ResultCode.UNWILLING_TO_PERFORM,
          ResultCode.INVALID_DN_SYNTAX);

  private final LdapConfig config;
  private final LdapConnections connections;
  private final LdapPeople people;
  private final LdapGate gate;
  private final NodeHealth health;

  /**
   * Reads files that the configuration names; asks nobody yet.
   *
   * @throws IllegalArgumentException with one line that names the key
   */
  public LdapDirectory(LdapConfig config, NodeHealth health, Clock clock) {
    this.config = config;
    this.connections = new LdapConnections(config);
    this.people = new LdapPeople(config);
    this.gate = new LdapGate(config.name(), config.maxConnections(), clock);
    this.health = health;
  }

  @Override
  public void start() {
    health.warn(HEALTH, gate::warning);
    LOG.atInfo()
        .addKeyValue("directory", config.name())
        .addKeyValue("servers", config.servers())
        .addKeyValue("security", config.servers().security())
        .log("Names without a password here are asked of a directory");
  }

  public ExternalProvider provider() {
    return config.provider();
  }

  /**
   * Who this is; empty when the name is unknown or the password wrong.
   *
   * @throws OpsException {@code directory_unavailable} or {@code busy}
   */
  public Optional<ExternalIdentity> authenticate(String username, SecretText password) {
    // Without a password a bind is anonymous and always succeeds (RFC 4513 §5.1.2). Other names
    // than those that users can have are no one's; LDAP would fold them into names that are.
    if (password.reveal().isEmpty() || !CreateUser.isUsername(username)) {
      return Optional.empty();
    }
    return gate.ask(() -> prove(username, password));
  }

  private Optional<ExternalIdentity> prove(String username, SecretText password) {
    try {
      Optional<SearchResultEntry> entry = people.find(connections.searching(), username);
      if (entry.isEmpty()) {
        // As much work as for a name that is known.
        binds("cn=" + UUID.randomUUID() + "," + config.baseDn(), UUID.randomUUID().toString());
        return Optional.empty();
      }
      return binds(entry.get().getDN(), password.reveal())
          ? people.identity(connections.searching(), entry.get())
          : Optional.empty();
    } catch (LDAPException e) {
      // Its own words may hold names; the code says enough.
      LOG.atWarn()
          .addKeyValue("directory", config.name())
          .addKeyValue("result", e.getResultCode())
          .log("The directory could not be asked");
      throw LdapGate.unavailable();
    }
  }

  private boolean binds(String dn, String password) throws LDAPException {
    try (LDAPConnection connection = connections.open()) {
      connection.bind(new SimpleBindRequest(dn, password));
      return true;
    } catch (LDAPException e) {
      if (REFUSALS.contains(e.getResultCode())) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    health.forget(HEALTH);
    gate.close();
    connections.close();
  }
}
