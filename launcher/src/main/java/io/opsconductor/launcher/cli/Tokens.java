package io.opsconductor.launcher.cli;

/** Where the bearer token comes from. */
interface Tokens {

  /**
   * The token to send, renewed beforehand when it is about to end.
   *
   * @throws CliException {@link Exit#AUTH} when there is none
   */
  String current();

  /**
   * Gets another token after the server refused one.
   *
   * @return whether there is another to try with
   */
  boolean renew(String refused);

  /**
   * Shows a second factor after the server asked for one that was shown lately.
   *
   * @return whether there is a token to try with that carries it
   */
  default boolean stepUp(String refused) {
    return false;
  }

  /** A token that a person or a program gave: it cannot be renewed. */
  record Fixed(String token) implements Tokens {

    @Override
    public String current() {
      return token;
    }

    @Override
    public boolean renew(String refused) {
      return false;
    }

    @Override
    public String toString() {
      return "Fixed[***]";
    }
  }
}
