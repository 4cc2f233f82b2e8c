package io.opsconductor.auth.oidc;

/**
 * A program on the machine of the browser that waits for a session.
 *
 * @param port of the loopback, on which it waits
 * @param challenge SHA-256 of the verifier that it will show
 */
record WaitingProgram(int port, String challenge) {
  /** Never another host: it is only a port that is told. */
  String address(String query) {
    return "http://127.0.0.1:" + port + "/?" + query;
  }
}
