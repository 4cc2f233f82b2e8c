package io.opsconductor.auth.oidc;

import java.util.regex.Pattern;

/**
 * Paths of this installation to which a browser may be sent. What browsers take for another host is
 * none: two slashes at the beginning, a backslash, which they read as a slash, and characters that
 * they leave out (WHATWG URL §4.4).
 */
final class LocalPath {
  private static final int LONGEST = 512;
  private static final Pattern FORM = Pattern.compile("/(?!/)[!-\\[\\]-~]*");

  private LocalPath() {}

  static boolean isOne(String path) {
    return path.length() <= LONGEST && FORM.matcher(path).matches();
  }
}
