package io.opsconductor.auth.keys;

import io.opsconductor.platform.context.SigningKey;
import java.time.Instant;

/**
 * A key of access tokens.
 *
 * @param signsFrom begin of the time in which new tokens are made under it; later than its making,
 *     so that every node knows it by then
 * @param verifiesUntil from when on no token under it is accepted
 */
public record AccessKey(
    SigningKey key, Instant signsFrom, Instant signsUntil, Instant verifiesUntil) {
  boolean signsAt(Instant now) {
    return !now.isBefore(signsFrom) && now.isBefore(signsUntil);
  }
}
