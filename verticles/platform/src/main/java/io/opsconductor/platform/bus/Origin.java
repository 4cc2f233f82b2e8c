package io.opsconductor.platform.bus;

import java.time.Instant;

/**
 * On whose behalf a request is made.
 *
 * @param token signed caller context to send along
 * @param deadline after which the answer interests nobody
 */
public record Origin(String token, Trace trace, Instant deadline) {}
