package io.opsconductor.auth.session;

import io.opsconductor.auth.mfa.PolicyLayers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A session that goes on, and how sure it is that its user is there.
 *
 * @param hasFactor whether the user has set up a second factor
 * @param byProvider whether an external directory asked for one at the sign-in
 * @param secondFactorAt when one was shown last in this session; null for never
 */
public record LiveSession(
    Session session, boolean hasFactor, boolean byProvider, Instant secondFactorAt) {
  /** How long a second factor that was shown is enough for sensitive things. */
  public static final Duration FRESH = Duration.ofMinutes(10);

  /**
   * Until when sensitive things may be done; empty when nothing is asked, because there is no
   * factor, or the policy says that there are none.
   */
  public Optional<Instant> freshUntil(PolicyLayers.Demand demand) {
    if (!hasFactor || demand == PolicyLayers.Demand.NONE) {
      return Optional.empty();
    }
    return Optional.of(secondFactorAt == null ? Instant.EPOCH : secondFactorAt.plus(FRESH));
  }

  /**
   * Whether it can do nothing but set up a second factor, or show the one that there is: it may
   * have begun when none was asked.
   */
  public boolean mustEnrol(PolicyLayers.Demand demand) {
    return secondFactorAt == null && !byProvider && demand == PolicyLayers.Demand.DEMANDED;
  }
}
