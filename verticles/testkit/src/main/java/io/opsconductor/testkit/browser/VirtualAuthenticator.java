package io.opsconductor.testkit.browser;

import java.util.Map;

/**
 * An authenticator that is built into the device, keeps passkeys with their users (resident keys),
 * is touched at once, and makes sure who uses it.
 */
public final class VirtualAuthenticator {
  private static final String ID = "authenticatorId";

  private final Page page;
  private final String id;

  VirtualAuthenticator(Page page) {
    this.page = page;
    page.call("WebAuthn.enable", Map.of("enableUI", false));
    id =
        page.call(
                "WebAuthn.addVirtualAuthenticator",
                Map.of(
                    "options",
                    Map.of(
                        "protocol",
                        "ctap2",
                        "transport",
                        "internal",
                        "hasResidentKey",
                        true,
                        "hasUserVerification",
                        true,
                        "isUserVerified",
                        true,
                        "automaticPresenceSimulation",
                        true)))
            .path(ID)
            .asText();
  }

  /** Whether whoever uses it is the one who may. */
  public void setUserVerified(boolean verified) {
    page.call("WebAuthn.setUserVerified", Map.of(ID, id, "isUserVerified", verified));
  }

  /** How many passkeys it keeps. */
  public int passkeys() {
    return page.call("WebAuthn.getCredentials", Map.of(ID, id)).path("credentials").size();
  }

  /** Unplugs it. */
  public void remove() {
    page.call("WebAuthn.removeVirtualAuthenticator", Map.of(ID, id));
  }
}
