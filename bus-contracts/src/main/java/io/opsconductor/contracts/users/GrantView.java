package io.opsconductor.contracts.users;

import java.time.Instant;
import java.util.UUID;

/**
 * A grant, as shown.
 *
 * @param subjectName name of the user, team or service account at this time; null when it is known
 *     elsewhere
 * @param object null for everything
 * @param createdBy name of the user that made it, as it was then
 */
public record GrantView(
    UUID id,
    GrantSubject subject,
    String subjectName,
    String role,
    GrantObject object,
    GrantEffect effect,
    Instant createdAt,
    String createdBy) {}
