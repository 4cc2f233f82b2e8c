import type { Page, Schemas } from "../../api/client";
import { isFinal } from "../../ui/states";

type Execution = Schemas["Execution"];
type Schedule = Schemas["Schedule"];

const HOUR = 3_600_000;
const FAILED = ["failed", "timed_out", "lost"];

/** A job whose last execution that ended did not end well. */
export interface FailingJob {
  jobId: string;
  name: string;
  last: Execution;
  /** How many have ended so without a better one between them, as far as was looked. */
  inARow: number;
}

/** @param executions the newest ones, newest first */
export function failingJobs(executions: Execution[]): FailingJob[] {
  const byJob = new Map<string, Execution[]>();
  for (const execution of executions) {
    if (execution.jobId && isFinal(execution.state) && execution.state !== "cancelled") {
      byJob.set(execution.jobId, [...(byJob.get(execution.jobId) ?? []), execution]);
    }
  }
  const failing: FailingJob[] = [];
  for (const [jobId, ended] of byJob) {
    const good = ended.findIndex((execution) => !FAILED.includes(execution.state));
    const inARow = good === -1 ? ended.length : good;
    const [last] = ended;
    if (last && inARow > 0) {
      failing.push({ jobId, name: last.name ?? jobId, last, inARow });
    }
  }
  return failing;
}

export const OUTCOMES = ["succeeded", "failed", "other", "running"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Executions that were made within one hour. */
export interface HourOfDay {
  /** When it begins. */
  at: number;
  counts: Record<Outcome, number>;
  total: number;
}

function outcomeOf(execution: Execution): Outcome {
  if (execution.state === "succeeded") {
    return "succeeded";
  }
  if (FAILED.includes(execution.state)) {
    return "failed";
  }
  return isFinal(execution.state) ? "other" : "running";
}

/** When the first of the last 24 hours begins, of which the one that goes on is the last. */
export function dayBegin(now: number): number {
  return Math.floor(now / HOUR) * HOUR - 23 * HOUR;
}

/** All of a list, as far as so many parts of it go. */
export async function countedPages<T>(
  most: number,
  fetchPage: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<{ items: T[]; whole: boolean }> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let part = 0; part < most; part++) {
    const page = await fetchPage(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor) {
      return { items, whole: true };
    }
  }
  return { items, whole: false };
}

/** The last 24 hours, oldest first; the hour that goes on is the last. */
export function byHour(executions: Execution[], now: number): HourOfDay[] {
  const begin = dayBegin(now);
  const hours = Array.from(
    { length: 24 },
    (_, index): HourOfDay => ({
      at: begin + index * HOUR,
      counts: { succeeded: 0, failed: 0, other: 0, running: 0 },
      total: 0,
    }),
  );
  for (const execution of executions) {
    const hour = hours[Math.floor((Date.parse(execution.createdAt) - begin) / HOUR)];
    if (hour) {
      hour.counts[outcomeOf(execution)]++;
      hour.total++;
    }
  }
  return hours;
}

/** How many of all that is to be done is done. */
export function progressOf(execution: Execution): { done: number; total: number } {
  const { total = 0, pending = 0, running = 0, waiting = 0 } = execution.counts;
  return { done: Math.max(0, total - pending - running - waiting), total };
}

/** Schedules that do not do well, those first that cannot run at all. */
export function troubled(schedules: Schedule[]): Schedule[] {
  return schedules
    .filter((schedule) => schedule.health === "broken" || schedule.health === "failing")
    .sort((a, b) => Number(b.health === "broken") - Number(a.health === "broken") || a.name.localeCompare(b.name));
}

/** Schedules of which somebody may be asked about a due time. */
export function mayAsk(schedules: Schedule[]): Schedule[] {
  return schedules.filter((schedule) => schedule.lastFire?.asked || schedule.misfire?.ask);
}

export const STEPS = ["targets", "test", "run", "job", "schedule"] as const;
export type Step = (typeof STEPS)[number];

/** What there is; undefined where it is not known, or may not be. */
export interface Stock {
  targets?: Schemas["Target"][];
  executions?: Execution[];
  jobs?: { id: string }[];
  schedules?: unknown[];
}

/** How far somebody has come who begins; a host that was tested has shown its key. */
export function stepsDone(stock: Stock): Record<Step, boolean | undefined> {
  const some = (things: unknown[] | undefined) => things && things.length > 0;
  return {
    targets: some(stock.targets),
    test: stock.targets?.some((target) => target.hostKey !== undefined),
    run: some(stock.executions),
    job: some(stock.jobs),
    schedule: some(stock.schedules),
  };
}

/** Where each step is done; with what the steps before it have made. */
export function leadsOf({ targets, executions, jobs }: Stock): Record<Step, string> {
  const adHoc = executions?.filter((execution) => !execution.jobId) ?? [];
  const tried = adHoc.find((execution) => execution.state === "succeeded") ?? adHoc[0];
  const job = jobs?.[0];
  return {
    targets: "/targets",
    test: targets?.length ? "/targets?open=test" : "/targets",
    run: "/run?selector=all&command=uptime",
    job: tried ? `/jobs/new?execution=${tried.id}` : "/jobs/new",
    schedule: job ? `/schedules/new?job=${job.id}` : "/schedules/new",
  };
}
