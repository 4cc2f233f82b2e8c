package io.opsconductor.demofleet;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;

/** Who is let in, and how. */
record DemoLogin(String username, PublicKey key, String password, List<String> methods) {

  void applyTo(SshServer server) {
    List<UserAuthFactory> factories = new ArrayList<>();
    for (String method : methods) {
      factories.add(
          switch (method) {
            case "publickey" -> UserAuthPublicKeyFactory.INSTANCE;
            case "password" -> UserAuthPasswordFactory.INSTANCE;
            case "keyboard-interactive" -> UserAuthKeyboardInteractiveFactory.INSTANCE;
            default -> throw new IllegalArgumentException("no such log-in method: " + method);
          });
    }
    server.setUserAuthFactories(factories);
    server.setPublickeyAuthenticator(
        (user, offered, session) -> user.equals(username) && KeyUtils.compareKeys(offered, key));
    server.setPasswordAuthenticator(
        (user, given, session) -> user.equals(username) && given.equals(password));
  }

  @Override
  public String toString() {
    return "DemoLogin[" + username + "]";
  }
}
