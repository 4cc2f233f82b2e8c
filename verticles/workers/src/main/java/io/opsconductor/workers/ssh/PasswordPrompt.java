package io.opsconductor.workers.ssh;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Answers one hidden keyboard-interactive prompt with the password, once. A request for a new
 * password, a second factor, or a repeated question is not answered, which ends the log-in.
 */
final class PasswordPrompt implements UserInfo, UIKeyboardInteractive {

  private final byte[] password;
  private boolean answered;

  PasswordPrompt(byte[] password) {
    this.password = password;
  }

  @Override
  public String[] promptKeyboardInteractive(
      String destination, String name, String instruction, String[] prompts, boolean[] echo) {
    if (prompts.length == 0) {
      return new String[0];
    }
    if (answered || prompts.length != 1 || echo[0] || asksForNewPassword(name, prompts[0])) {
      return null;
    }
    answered = true;
    return new String[] {new String(password, StandardCharsets.UTF_8)};
  }

  private static boolean asksForNewPassword(String name, String prompt) {
    return name.contains("Password Change") || prompt.toLowerCase(Locale.ROOT).contains("new ");
  }

  @Override
  public String getPassphrase() {
    return null;
  }

  @Override
  public String getPassword() {
    return null;
  }

  @Override
  public boolean promptPassword(String message) {
    return false;
  }

  @Override
  public boolean promptPassphrase(String message) {
    return false;
  }

  @Override
  public boolean promptYesNo(String message) {
    return false;
  }

  @Override
  public void showMessage(String message) {
    // a banner is not output
  }
}
