package io.opsconductor.gateway;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.SessionEnded;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket. Says nothing before the client does; asks again every second whether the session
 * goes on, which the {@link Authenticator} answers from what it keeps for a few seconds, and closes
 * with 4401 when it does not. While nobody can say whether it goes on, nothing is sent: what was
 * printed meanwhile follows when it is known again.
 *
 * <p>A socket belongs to one user for its life: another one who signs in on it is turned away.
 *
 * <p>A client that does not read is not read from either: what it would have to be told, pongs
 * included, waits in its own send buffer and not here. Belongs to one event loop.
 */
final class StreamSocket {
  static final short SESSION_ENDED = 4401;
  private static final short TEXT_ONLY = 1003;
  private static final short TOO_BIG = 1009;
  private static final short GOING_AWAY = 1001;
  private static final short TRY_AGAIN_LATER = 1013;
  private static final long PING_MS = 20_000;
  private static final long RECHECK_MS = 1_000;

  /** With the 3 s for which the authenticator keeps a session, 5 s. */
  private static final long UNCONFIRMED_NANOS = 2_000_000_000L;

  private static final long FIRST_FRAME_MS = 10_000;
  private static final int MAX_REASON = 100;
  private static final Logger LOG = LoggerFactory.getLogger(StreamSocket.class);
  private static final String READ = "execution:read";

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final Authenticator authenticator;
  private final Tickets tickets;
  private final LogReader reader;
  private final StreamHub hub;
  private final GatewayConfig config;
  private final Runnable onClose;
  private final Map<String, Subscription> subscriptions = new HashMap<>();
  private String accessToken;
  private volatile Session session;
  private boolean signingIn;
  private boolean rechecking;
  private boolean clogged;
  private boolean held;
  private long confirmedAt;
  private boolean closing;
  private long pings;
  private long rechecks;

  StreamSocket(
      Vertx vertx,
      ServerWebSocket socket,
      Authenticator authenticator,
      Tickets tickets,
      LogReader reader,
      StreamHub hub,
      GatewayConfig config,
      Runnable onClose) {
    this.vertx = vertx;
    this.socket = socket;
    this.authenticator = authenticator;
    this.tickets = tickets;
    this.reader = reader;
    this.hub = hub;
    this.config = config;
    this.onClose = onClose;
  }

  /** Begins to listen; the token is null when a ticket is to come. */
  void open(String token, Session signedIn) {
    accessToken = token;
    session = signedIn;
    confirmedAt = System.nanoTime();
    socket.textMessageHandler(this::received);
    socket.binaryMessageHandler(bytes -> close(TEXT_ONLY, "Only text frames are understood"));
    socket.frameHandler(any -> holdIfFull());
    socket.drainHandler(drained -> drained());
    socket.exceptionHandler(this::broken);
    socket.closeHandler(gone -> closed());
    pings = vertx.setPeriodic(PING_MS, tick -> ping());
    rechecks = vertx.setPeriodic(RECHECK_MS, tick -> recheck());
    if (token == null) {
      vertx.setTimer(
          FIRST_FRAME_MS,
          late -> {
            if (session == null) {
              close(SESSION_ENDED, "Sign in with a first frame of type auth");
            }
          });
    }
  }

  private void ping() {
    if (!isFull()) {
      socket.writePing(Buffer.buffer("opsconductor"));
    }
  }

  /** Not at once: the socket asks for one more frame after each ping, even when it is paused. */
  private void holdIfFull() {
    if (!clogged && isFull()) {
      clogged = true;
      vertx.runOnContext(afterwards -> regulate());
    }
  }

  private void drained() {
    clogged = false;
    regulate();
    goOn();
  }

  private void goOn() {
    new ArrayList<>(subscriptions.values()).forEach(Subscription::drained);
  }

  private void regulate() {
    if (clogged || signingIn) {
      socket.pause();
    } else {
      socket.resume();
    }
  }

  /** Of what is no fault of the client, such as a lost connection, the end follows by itself. */
  private void broken(Throwable failure) {
    switch (failure) {
      case CorruptedWebSocketFrameException e ->
          close((short) e.closeStatus().code(), e.closeStatus().reasonText());
      case IllegalStateException e -> close(TOO_BIG, "The message is too big");
      default -> {}
    }
  }

  private void received(String text) {
    if (closing) {
      return;
    }
    switch (ClientFrame.parse(text)) {
      case ClientFrame.Auth auth -> signIn(auth.ticket());
      case ClientFrame.Malformed frame ->
          send(Frame.error(frame.id(), ErrorCode.MALFORMED_REQUEST.wireName(), frame.message()));
      case ClientFrame.Subscribe frame -> whenSignedIn(() -> subscribe(frame));
      case ClientFrame.Unsubscribe frame -> whenSignedIn(() -> unsubscribe(frame.id()));
    }
  }

  private void whenSignedIn(Runnable then) {
    if (session == null) {
      send(Frame.error(null, ErrorCode.UNAUTHENTICATED.wireName(), "Sign in first"));
      close(SESSION_ENDED, "Sign in with a first frame of type auth");
    } else {
      then.run();
    }
  }

  private void signIn(String ticket) {
    signingIn = true;
    regulate();
    tickets
        .redeem(ticket)
        .compose(token -> authenticator.session(token).onSuccess(found -> signedIn(token, found)))
        .onComplete(
            done -> {
              signingIn = false;
              regulate();
              if (done.failed()) {
                refusedAltogether(done.cause());
              }
            });
  }

  private void signedIn(String token, Session found) {
    if (session != null && !session.isOfSameUser(found)) {
      close(SESSION_ENDED, "This socket is another user's; open one of your own");
      return;
    }
    accessToken = token;
    confirmed(found);
  }

  private void subscribe(ClientFrame.Subscribe frame) {
    if (subscriptions.containsKey(frame.id())) {
      refuse(frame.id(), new OpsException(ErrorCode.CONFLICT, "This id is in use already"));
    } else if (subscriptions.size() >= config.maxSubscriptions()) {
      send(
          Frame.error(
              frame.id(),
              "too_many_subscriptions",
              "A socket may have " + config.maxSubscriptions() + " subscriptions at once"));
    } else {
      Subscription subscription =
          new Subscription(frame, this, vertx, reader, hub, config.laggedAfterEntries());
      subscriptions.put(frame.id(), subscription);
      authenticator
          .session(accessToken)
          .onSuccess(found -> begin(frame.id(), subscription, found))
          .onFailure(this::refusedAltogether);
    }
  }

  private void begin(String id, Subscription subscription, Session found) {
    session = found;
    if (subscriptions.get(id) != subscription) {
      return;
    }
    if (found.may(READ)) {
      subscription.start();
    } else {
      refused(id, new OpsException(ErrorCode.FORBIDDEN, "This needs the permission " + READ));
    }
  }

  private void unsubscribe(String id) {
    Subscription subscription = subscriptions.remove(id);
    if (subscription == null) {
      refuse(id, new OpsException(ErrorCode.NOT_FOUND, "There is no subscription of this id"));
    } else {
      subscription.close();
    }
  }

  private void recheck() {
    if (session == null || signingIn || closing) {
      return;
    }
    held |= System.nanoTime() - confirmedAt > UNCONFIRMED_NANOS;
    if (rechecking) {
      return;
    }
    rechecking = true;
    String asked = accessToken;
    authenticator
        .session(asked)
        .onComplete(
            answer -> {
              rechecking = false;
              // A client that signed in again meanwhile goes on under its new session.
              if (asked.equals(accessToken)) {
                rechecked(answer);
              }
            });
  }

  private void rechecked(AsyncResult<Session> answer) {
    if (answer.succeeded()) {
      confirmed(answer.result());
    } else if (answer.cause() instanceof OpsException ours
        && ours.category() == ErrorCategory.UNAUTHENTICATED) {
      refusedAltogether(ours);
    }
  }

  private void confirmed(Session found) {
    session = found;
    confirmedAt = System.nanoTime();
    if (!session.may(READ)) {
      endAll(new OpsException(ErrorCode.FORBIDDEN, "The permission was taken away"));
    } else if (!session.mayEverywhere(READ)) {
      List.copyOf(subscriptions.values()).forEach(Subscription::recheck);
    }
    if (held) {
      held = false;
      goOn();
    }
  }

  private void endAll(OpsException reason) {
    for (Map.Entry<String, Subscription> each : new ArrayList<>(subscriptions.entrySet())) {
      each.getValue().close();
      refused(each.getKey(), reason);
    }
  }

  private void refusedAltogether(Throwable failure) {
    OpsException reason =
        failure instanceof OpsException ours
            ? ours
            : defect("A stream could not be opened", failure);
    if (reason.category() == ErrorCategory.UNAUTHENTICATED) {
      close(SESSION_ENDED, reason.getMessage());
    } else {
      refuse(null, reason);
      close(TRY_AGAIN_LATER, "Try again later");
    }
  }

  /** A failure that no service meant: its words are for the log only. */
  static OpsException defect(String what, Throwable failure) {
    LOG.atError().setCause(failure).log(what);
    return new OpsException(ErrorCode.INTERNAL, "Something went wrong here; it was logged");
  }

  /** The session is known to have ended. */
  void sessionEnded(SessionEnded ended) {
    if (session != null && session.id().equals(ended.sessionId())) {
      close(SESSION_ENDED, ended.words());
    }
  }

  /** A subscription is over: it has sent its end. */
  void over(String id) {
    subscriptions.remove(id);
  }

  /** A subscription is over, because of this. */
  void refused(String id, OpsException reason) {
    subscriptions.remove(id);
    refuse(id, reason);
  }

  private void refuse(String id, OpsException reason) {
    send(Frame.error(id, reason.code(), reason.getMessage()));
  }

  void send(String text) {
    if (!closing && !socket.isClosed()) {
      socket.writeTextMessage(text);
    }
  }

  /** Whether output has to wait: the client is slow, or may be signed in no longer. */
  boolean takesNoOutput() {
    return held || isFull();
  }

  private boolean isFull() {
    return !socket.isClosed() && socket.writeQueueFull();
  }

  /** Any thread. */
  String contextToken() {
    return session.contextToken();
  }

  /** Tells the client to reconnect, because this instance stops. */
  void goAway() {
    close(GOING_AWAY, "This node is stopping; connect again");
  }

  private void close(short code, String reason) {
    endSubscriptions();
    if (!closing && !socket.isClosed()) {
      closing = true;
      socket.close(code, reason.substring(0, Math.min(reason.length(), MAX_REASON)));
    }
  }

  private void endSubscriptions() {
    subscriptions.values().forEach(Subscription::close);
    subscriptions.clear();
  }

  private void closed() {
    vertx.cancelTimer(pings);
    vertx.cancelTimer(rechecks);
    endSubscriptions();
    onClose.run();
  }
}
