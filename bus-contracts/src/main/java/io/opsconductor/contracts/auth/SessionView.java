package io.opsconductor.contracts.auth;

import java.time.Instant;
import java.util.UUID;

/**
 * A session that goes on, as shown.
 *
 * @param device what the client said of itself at the sign-in; null when it is not known
 * @param address of the client at the sign-in; null when it is not known
 * @param firstSeenAt when it was begun
 * @param lastAddress of the client when it was last seen; null when it is not known
 * @param lastSeenAt when it last got an access token
 * @param current whether it is the session of the one who asks
 */
public record SessionView(
    UUID id,
    String device,
    String address,
    Instant firstSeenAt,
    String lastAddress,
    Instant lastSeenAt,
    boolean current) {}
