import type { Schemas } from "../../api/client";
import { instantOf, wallOf } from "../../app/zones";
import { isoOf, type Length, lengthFrom } from "./durations";
import { newWhen, specOf, type When, whenOf } from "./spec";

type Schedule = Schemas["Schedule"];
type Input = Schemas["ScheduleInput"];
export type Value = string | number | boolean | null;

/** A schedule as a form has it. Lengths and numbers are as typed; times are what the clock of the zone shows. */
export interface Draft {
  name: string;
  description: string;
  jobId: string;
  when: When;
  gap: Schemas["Dst"]["gap"];
  doubled: Schemas["Dst"]["overlap"];
  misfire: Schemas["Misfire"]["policy"];
  deadline: Length;
  limit: string;
  ask: boolean;
  overlap: Schemas["Overlap"];
  calendars: string[];
  jitter: Length;
  startAt: string;
  endAt: string;
  maxRuns: string;
  parameters: Record<string, Value>;
  /** Instead of the job's; null for those of the job. */
  targets: Schemas["TargetSelection"] | null;
  runAs: string;
  enabled: boolean;
}

const NO_JITTER: Length = { amount: "", unit: "minutes" };
const HALF_AN_HOUR: Length = { amount: "30", unit: "minutes" };

export function newDraft(zone: string, jobId = ""): Draft {
  return {
    name: "",
    description: "",
    jobId,
    when: newWhen(zone),
    gap: "shift",
    doubled: "first",
    misfire: "once",
    deadline: HALF_AN_HOUR,
    limit: "",
    ask: false,
    overlap: "skip",
    calendars: [],
    jitter: NO_JITTER,
    startAt: "",
    endAt: "",
    maxRuns: "",
    parameters: {},
    targets: null,
    runAs: "",
    enabled: true,
  };
}

export function draftOf(schedule: Schedule): Draft {
  const when = whenOf(schedule.spec);
  const wall = (at: string | undefined) => (at ? trimmed(wallOf(at, when.zone)) : "");
  return {
    name: schedule.name,
    description: schedule.description ?? "",
    jobId: schedule.jobId,
    when: { ...when, anchor: wall(when.anchor) },
    gap: schedule.dst?.gap ?? "shift",
    doubled: schedule.dst?.overlap ?? "first",
    misfire: schedule.misfire?.policy ?? "once",
    deadline: lengthFrom(schedule.misfire?.deadline, HALF_AN_HOUR),
    limit: schedule.misfire?.limit ? String(schedule.misfire.limit) : "",
    ask: schedule.misfire?.ask ?? false,
    overlap: schedule.overlap ?? "skip",
    calendars: schedule.calendars ?? [],
    jitter: lengthFrom(schedule.jitter, NO_JITTER),
    startAt: wall(schedule.startAt),
    endAt: wall(schedule.endAt),
    maxRuns: schedule.maxRuns ? String(schedule.maxRuns) : "",
    parameters: schedule.parameters ?? {},
    targets: schedule.targets ?? null,
    runAs: schedule.runAs ?? "",
    enabled: schedule.enabled,
  };
}

function trimmed(wall: string): string {
  return wall.endsWith(":00") ? wall.slice(0, 16) : wall;
}

/** The instant of a time of the clock, as the server takes it; null for none. */
export function instantIn(wall: string, zone: string): string | null {
  if (wall === "") {
    return null;
  }
  const at = instantOf(wall, zone);
  return Number.isNaN(at) ? wall : new Date(at).toISOString();
}

function specIn(draft: Draft): Schemas["ScheduleSpec"] {
  const { when } = draft;
  return specOf({ ...when, anchor: instantIn(when.anchor, when.zone) ?? "" });
}

function jitterIn(draft: Draft): { jitter?: string } {
  return draft.jitter.amount.trim() === "" ? {} : { jitter: isoOf(draft.jitter) };
}

const number = (typed: string) => (typed.trim() === "" ? null : Number(typed));

/** What is saved. */
export function inputOf(draft: Draft): Input {
  const { zone } = draft.when;
  return {
    name: draft.name.trim(),
    description: draft.description.trim() || null,
    jobId: draft.jobId,
    spec: specIn(draft),
    dst: { gap: draft.gap, overlap: draft.doubled },
    misfire: {
      policy: draft.misfire,
      deadline: isoOf(draft.deadline),
      limit: draft.misfire === "all" ? number(draft.limit) : null,
      ask: draft.ask,
    },
    overlap: draft.overlap,
    calendars: draft.calendars,
    ...jitterIn(draft),
    startAt: instantIn(draft.startAt, zone),
    endAt: instantIn(draft.endAt, zone),
    maxRuns: number(draft.maxRuns),
    parameters: draft.parameters,
    ...(draft.targets ? { targets: draft.targets } : {}),
    ...(draft.runAs ? { runAs: draft.runAs } : {}),
    enabled: draft.enabled,
  };
}

/** What is asked while somebody types: when it would be due. */
export function previewOf(draft: Draft, from: string | null, count: number): Schemas["PreviewInput"] {
  const { zone } = draft.when;
  return {
    spec: specIn(draft),
    dst: { gap: draft.gap, overlap: draft.doubled },
    calendars: draft.calendars,
    ...jitterIn(draft),
    startAt: instantIn(draft.startAt, zone),
    endAt: instantIn(draft.endAt, zone),
    count,
    from,
  };
}

export function sameDraft(one: Draft, other: Draft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
