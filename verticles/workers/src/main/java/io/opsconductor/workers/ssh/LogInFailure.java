package io.opsconductor.workers.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchStrictKexException;
import io.opsconductor.contracts.targets.ConnectionCategory;

/**
 * Says in which of the known ways a connection failed after TCP.
 *
 * @param late the deadline that passed, null if none did
 */
record LogInFailure(SshEndpoint endpoint, PinnedHostKeys hostKeys, Deadline late) {

  SshConnectException explain(Exception cause) {
    if (hostKeys.refusal().isPresent()) {
      return failure(ConnectionCategory.HOST_KEY_CHANGED, hostKeys.refusal().get(), cause);
    }
    if (hostKeys.failure().isPresent()) {
      RuntimeException undecided = hostKeys.failure().get();
      return failure(
          ConnectionCategory.PROTOCOL,
          "the host key could not be recorded: " + undecided.getMessage(),
          undecided);
    }
    if (late != null) {
      return failure(
          ConnectionCategory.CONNECT_TIMEOUT,
          "not logged in to %s port %d within %s, it stopped at %s"
              .formatted(endpoint.host(), endpoint.port(), late.print(), phase()),
          cause);
    }
    return hostKeys.presented().isPresent() ? inAuthentication(cause) : inKeyExchange(cause);
  }

  private String phase() {
    return hostKeys.presented().isPresent() ? "the log-in" : "the key exchange";
  }

  private SshConnectException inAuthentication(Exception cause) {
    String message = String.valueOf(cause.getMessage());
    boolean refused =
        message.startsWith("Auth fail")
            || message.startsWith("Auth cancel")
            || message.startsWith("USERAUTH")
            || message.contains("Too many authentication failures");
    return refused
        ? failure(
            ConnectionCategory.AUTHENTICATION,
            "%s port %d did not accept the credential".formatted(endpoint.host(), endpoint.port()),
            cause)
        : failure(ConnectionCategory.PROTOCOL, "the log-in broke off: " + plain(cause), cause);
  }

  private SshConnectException inKeyExchange(Exception cause) {
    return switch (cause) {
      case JSchAlgoNegoFailException noCommon ->
          failure(
              ConnectionCategory.PROTOCOL,
              "no common %s: the server offers %s"
                  .formatted(noCommon.getAlgorithmName(), noCommon.getServerProposal()),
              cause);
      case JSchStrictKexException strict ->
          failure(ConnectionCategory.PROTOCOL, "the key exchange was tampered with", cause);
      default ->
          failure(
              ConnectionCategory.PROTOCOL,
              "%s port %d does not answer as an SSH server: %s"
                  .formatted(endpoint.host(), endpoint.port(), plain(cause)),
              cause);
    };
  }

  private SshConnectException failure(
      ConnectionCategory category, String message, Exception cause) {
    return new SshConnectException(category, message, hostKeys.presented(), cause);
  }

  /** JSch puts class names into its messages. */
  private static String plain(Exception cause) {
    String message =
        cause instanceof JSchException ? String.valueOf(cause.getMessage()) : cause.toString();
    return message.replaceAll("Session\\.connect: |[a-z]+(\\.[a-z]+)+\\.[A-Z]\\w+: ", "");
  }
}
