package io.opsconductor.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.auth.LoginRequest;
import io.opsconductor.contracts.secrets.CredentialInput;
import io.opsconductor.contracts.secrets.CredentialType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretTextTest {
  private static final String SECRET = "open sesame";

  @Test
  void toString_shouldHideTheValue_whenARecordHoldsIt() {
    // given
    SecretText secret = new SecretText(SECRET);
    LoginRequest login = new LoginRequest("ann", secret, null);
    CredentialInput credential =
        new CredentialInput("deploy", CredentialType.PASSWORD, "root", null, null, secret);
    // then
    assertThat(secret + " " + login + " " + credential).doesNotContain(SECRET).contains("***");
  }

  @Test
  void encode_shouldWriteAPlainString_whenItTravels() {
    // when
    String json = Wire.encodeString(new LoginRequest("ann", new SecretText(SECRET), null));
    // then
    assertThat(json).isEqualTo("{\"username\":\"ann\",\"password\":\"open sesame\"}");
    assertThat(Wire.decode(json, LoginRequest.class).password().reveal()).isEqualTo(SECRET);
  }

  @Test
  void records_shouldHoldSecretText_whenAFieldSoundsSecret() {
    // given
    Set<String> secret = Set.of("password", "passphrase", "privatekey", "token", "accesstoken");
    // then
    for (Class<?> type : WireTypes.records()) {
      assertThat(Arrays.stream(type.getRecordComponents()))
          .filteredOn(component -> secret.contains(component.getName().toLowerCase(Locale.ROOT)))
          .as(WireTypes.name(type))
          .extracting(RecordComponent::getType)
          .allMatch(SecretText.class::equals);
    }
  }
}
