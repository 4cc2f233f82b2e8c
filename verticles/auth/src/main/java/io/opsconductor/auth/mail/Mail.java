package io.opsconductor.auth.mail;

/** A text for one person. The text holds a secret, so it is shown by nothing. */
record Mail(String to, String subject, String text) {
  @Override
  public String toString() {
    return "Mail[" + subject + "]";
  }
}
