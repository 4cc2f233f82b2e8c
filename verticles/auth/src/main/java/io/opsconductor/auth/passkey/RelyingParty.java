package io.opsconductor.auth.passkey;

import io.opsconductor.auth.passkey.PasskeySettings.UserVerification;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where passkeys are good. It comes from the configuration alone, never from what a request says of
 * its host.
 *
 * @param id the domain
 * @param origins whose pages may use them
 */
public record RelyingParty(String id, Set<String> origins, UserVerification userVerification) {
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  /** No name of the last level is a number, so this is an address. */
  private static final Pattern ADDRESS = Pattern.compile("(.*\\.)?[0-9]+");

  public RelyingParty {
    origins = Set.copyOf(origins);
  }

  /**
   * The one that is configured. Browsers know passkeys of domains only, so that there is none for a
   * public URL with an address in it.
   *
   * @param publicUrl null when it is not configured
   * @throws IllegalArgumentException with one line that names the key
   */
  public static Optional<RelyingParty> of(String publicUrl, PasskeySettings settings) {
    if (publicUrl == null) {
      if (!settings.isEmpty()) {
        throw new IllegalArgumentException("auth.passkeys needs auth.public_url");
      }
      return Optional.empty();
    }
    URI url = url(publicUrl, "auth.public_url");
    if (settings.isEmpty() && !isUsable(url)) {
      return Optional.empty();
    }
    String id = settings.rpId() == null ? host(url) : settings.rpId().toLowerCase(Locale.ROOT);
    if (!isDomain(id)) {
      throw new IllegalArgumentException("auth.passkeys.rp_id must be a domain but is " + id);
    }
    Set<String> origins = new TreeSet<>();
    origins.add(origin(url, "auth.public_url", id));
    for (String further : settings.origins()) {
      String key = "auth.passkeys.origins";
      origins.add(origin(url(further, key), key, id));
    }
    return Optional.of(new RelyingParty(id, origins, settings.userVerification()));
  }

  private static URI url(String text, String key) {
    try {
      URI url = URI.create(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + " is no URL: " + text, e);
    }
    throw new IllegalArgumentException(
        key + " must be like https://ops.example.org but is " + text);
  }

  /** As browsers write it: in small letters, and without the port that goes without saying. */
  private static String origin(URI url, String key, String id) {
    String host = host(url);
    if (!host.equals(id) && !host.endsWith("." + id)) {
      throw new IllegalArgumentException(
          key + " must be within auth.passkeys.rp_id " + id + " but is " + url);
    }
    if (!isUsable(url)) {
      throw new IllegalArgumentException(
          key + " must be https for passkeys, but on localhost, and is " + url);
    }
    int standard = "https".equals(url.getScheme()) ? 443 : 80;
    boolean plain = url.getPort() < 0 || url.getPort() == standard;
    return url.getScheme() + "://" + host + (plain ? "" : ":" + url.getPort());
  }

  /** Whether browsers let pages from there use passkeys. */
  private static boolean isUsable(URI url) {
    String host = host(url);
    boolean local = host.equals("localhost") || host.endsWith(".localhost");
    return isDomain(host) && (local || "https".equals(url.getScheme()));
  }

  private static boolean isDomain(String host) {
    return DOMAIN.matcher(host).matches() && !ADDRESS.matcher(host).matches();
  }

  private static String host(URI url) {
    return url.getHost().toLowerCase(Locale.ROOT);
  }
}
