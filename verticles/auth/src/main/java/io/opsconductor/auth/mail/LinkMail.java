package io.opsconductor.auth.mail;

/** What the mail of a link says. */
final class LinkMail {
  private final String publicUrl;

  /**
   * Mails of one installation.
   *
   * @param publicUrl null when it is not known
   */
  LinkMail(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  Mail write(MailedLink link, String username, String token) {
    return switch (link.kind()) {
      case PASSWORD_RESET ->
          new Mail(
              link.email(),
              "Reset your OpsConductor password",
              """
              Somebody, probably you, asked for a new password of %s in OpsConductor.

              %s
              This can be used once, within 30 minutes. It ends all sessions of %s.
              If it was not you, do nothing: the password stays as it is.
              """
                  .formatted(
                      username,
                      way("reset-password", token, "opsconductor password reset"),
                      username));
      case EMAIL_VERIFICATION ->
          new Mail(
              link.email(),
              "Confirm your e-mail address for OpsConductor",
              """
              This address was given for %s in OpsConductor. Confirm that it is yours:

              %s
              This can be used once, within 24 hours. If you do not know of it, do nothing.
              """
                  .formatted(username, way("verify-email", token, "opsconductor email verify")));
    };
  }

  /** The token is behind the #, which a browser sends to nobody. */
  private String way(String page, String token, String command) {
    String link =
        publicUrl == null
            ? ""
            : "Open\n\n    %s/%s#%s\n\nor run ".formatted(publicUrl, page, token);
    return "%s%s and give it\n\n    %s\n".formatted(link.isEmpty() ? "Run " : link, command, token);
  }
}
