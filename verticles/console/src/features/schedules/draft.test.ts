import { describe, expect, it } from "vitest";
import type { Schemas } from "../../api/client";
import { draftOf, inputOf, newDraft, previewOf, sameDraft } from "./draft";

const schedule: Schemas["Schedule"] = {
  id: "0197e2a4-7c1e-7000-8000-000000000001",
  version: 3,
  name: "night",
  jobId: "0197e2a4-7c1e-7000-8000-000000000002",
  spec: { type: "interval", every: "PT2H", anchor: "2026-03-28T23:00:00.000Z", zone: "Europe/Berlin" },
  dst: { gap: "skip", overlap: "both" },
  misfire: { policy: "all", deadline: "PT2H", limit: 5, ask: true },
  overlap: "queue",
  calendars: ["freeze"],
  jitter: "PT5M",
  startAt: "2026-03-29T01:30:00.000Z",
  endAt: "2026-10-25T12:00:00.000Z",
  maxRuns: 7,
  parameters: { VERSION: "4.2", DRY: false },
  targets: { selector: "env=prod" },
  runAs: "0197e2a4-7c1e-7000-8000-000000000003",
  enabled: false,
  owner: "ann",
  identity: { id: "0197e2a4-7c1e-7000-8000-000000000003", name: "ci", serviceAccount: true },
  words: "every 2 hours",
  health: "healthy",
  counts: { fired: 0, late: 0, skipped: 0, missed: 0, failed: 0, succeeded: 0, unsuccessful: 0 },
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
};

describe("the form of a schedule", () => {
  it("should save what it was opened with", () => {
    // given a schedule with all there is
    // when
    const input = inputOf(draftOf(schedule));

    // then
    const { name, jobId, spec, dst, misfire, overlap, calendars, jitter, startAt, endAt } = schedule;
    const { maxRuns, parameters, targets, runAs, enabled } = schedule;
    expect(input).toEqual({
      ...{ name, jobId, spec, dst, misfire, overlap, calendars, jitter, startAt, endAt },
      ...{ maxRuns, parameters, targets, runAs, enabled, description: null },
    });
  });

  it("should show times by the clock of the schedule's zone", () => {
    // given / when
    const draft = draftOf(schedule);

    // then
    expect(draft.startAt).toBe("2026-03-29T03:30");
    expect(draft.when.anchor).toBe("2026-03-29T00:00");
  });

  it("should leave away what nobody filled in", () => {
    // given / when
    const input = inputOf({ ...newDraft("UTC", "job"), name: " night " });

    // then
    expect(input).toMatchObject({ name: "night", description: null, startAt: null, maxRuns: null });
    expect(input).not.toHaveProperty("jitter");
    expect(input).not.toHaveProperty("targets");
    expect(input).not.toHaveProperty("runAs");
  });

  it("should ask for times as it would be saved", () => {
    // given
    const draft = draftOf(schedule);

    // when
    const { spec, dst, calendars, jitter, startAt, endAt } = inputOf(draft);

    // then
    expect(previewOf(draft, null, 10)).toEqual({
      ...{ spec, dst, calendars, jitter, startAt, endAt, count: 10, from: null },
    });
    expect(sameDraft(draft, draftOf(schedule))).toBe(true);
  });
});
