package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.util.regex.Pattern;

/** What is taken for an e-mail address. Whether it is one, a mail to it shows. */
public final class EmailAddress {
  private static final int MAX = 254;

  /** Nothing that would end a header or begin another recipient. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

  private EmailAddress() {}

  /**
   * Fails unless it has the form of one.
   *
   * @throws io.opsconductor.contracts.OpsException {@code invalid_request}
   */
  public static void check(String address, String field) {
    Checks.text(address, field, MAX);
    if (!isOne(address)) {
      throw Checks.invalid(
          field,
          "must be an e-mail address, like ann@example.org: plain letters, digits and signs");
    }
  }

  /** Whether it has the form of one. */
  public static boolean isOne(String address) {
    return address.length() <= MAX && FORM.matcher(address).matches();
  }
}
