package io.opsconductor.auth.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * The section {@code auth.mail}: the server that takes the mails of this installation.
 *
 * @param host of the mail server; without it no mails are sent, and what needs them says so
 * @param port Default 587, or 465 with {@code tls}
 * @param tls whether TLS begins with the connection. Default false
 * @param starttls {@code required}, {@code optional} or {@code disabled}. Default {@code required},
 *     with {@code tls} {@code disabled}; a server on the loopback alone may go without
 * @param username to sign in with at the server. Default none
 * @param passwordFile file with the password
 * @param trustFile PEM file of the authority of the server's certificate. Default those of the
 *     world
 * @param from address from which the mails are
 */
public record MailSettings(
    String host,
    Integer port,
    Boolean tls,
    String starttls,
    String username,
    String passwordFile,
    String trustFile,
    String from) {
  public MailSettings {
    tls = tls != null && tls;
    port = port == null ? (tls ? 465 : 587) : port;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("auth.mail.port must be 1 to 65535 but is " + port);
    }
    starttls = starttls == null ? (tls ? "disabled" : "required") : starttls;
    StartTls upgrade = StartTls.parse(starttls);
    if (host != null) {
      requireSender(from);
      requireSafe(host, tls, upgrade);
      if ((username == null) != (passwordFile == null)) {
        throw new IllegalArgumentException(
            "auth.mail.username and auth.mail.password_file must be given together");
      }
    }
  }

  /** Whether a connection turns to TLS after its begin. */
  enum StartTls {
    REQUIRED,
    OPTIONAL,
    DISABLED;

    static StartTls parse(String text) {
      for (StartTls value : values()) {
        if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
          return value;
        }
      }
      throw new IllegalArgumentException(
          "auth.mail.starttls must be required, optional or disabled but is " + text);
    }
  }

  public static MailSettings none() {
    return new MailSettings(null, null, null, null, null, null, null, null);
  }

  public boolean isConfigured() {
    return host != null;
  }

  StartTls upgrade() {
    return StartTls.parse(starttls);
  }

  private static void requireSender(String from) {
    if (from == null || !from.matches("[^\\s@<>]+@[^\\s@<>]+")) {
      throw new IllegalArgumentException(
          "auth.mail.from must be the address from which mails are, but is " + from);
    }
  }

  /** Whoever reads a mail on its way can take the account. */
  private static void requireSafe(String host, boolean tls, StartTls upgrade) {
    if (!tls && upgrade != StartTls.REQUIRED && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "auth.mail.starttls must be required for "
              + host
              + ", which is reached over a network, or auth.mail.tls be true");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
