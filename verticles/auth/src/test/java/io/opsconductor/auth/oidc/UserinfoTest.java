package io.opsconductor.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class UserinfoTest {
  private static JsonObject claims(JsonObject idToken, JsonObject userinfo) {
    OidcProvider.add(idToken, userinfo);
    return idToken;
  }

  @Test
  void add_shouldNotVerifyAnAddress_byWhatTheOtherDocumentSays() {
    // given
    JsonObject address = new JsonObject().put("email", "ann@example.org");
    JsonObject verified = new JsonObject().put("email_verified", true);
    // when, then
    assertThat(claims(address.copy(), verified.copy())).isEqualTo(address);
    assertThat(claims(verified.copy(), address.copy())).isEqualTo(address);
    assertThat(
            claims(
                address.copy(), verified.copy().put("email", "bob@example.org").put("name", "Ann")))
        .isEqualTo(address.copy().put("name", "Ann"));
  }

  @Test
  void add_shouldTakeBothOfOneDocument_whenItHasThem() {
    // given
    JsonObject both = new JsonObject().put("email", "ann@example.org").put("email_verified", true);
    // when, then
    assertThat(claims(new JsonObject().put("sub", "1"), both.copy()))
        .isEqualTo(both.copy().put("sub", "1"));
    assertThat(claims(both.copy(), new JsonObject().put("email_verified", false))).isEqualTo(both);
  }
}
