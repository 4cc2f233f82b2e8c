import { isOver, type Task } from "../tasks";

export interface Bar {
  /** From the beginning of the execution; milliseconds. */
  from: number;
  to: number;
  /** As of a task; `queued` for what was waited before it began. */
  state: string;
  /** Whether it was tried before: what is told of a task is when it was begun last. */
  again?: boolean;
}

/** What a task waited and ran, in the order in which it was; up to now for what goes on. */
export function barsOf({ state, attempt, startedAt, finishedAt }: Task, begin: number, now: number): Bar[] {
  const end = Math.max(0, (finishedAt ? Date.parse(finishedAt) : now) - begin);
  if (startedAt === undefined) {
    const waits = finishedAt !== undefined || !isOver(state);
    return waits && end > 0 ? [{ from: 0, to: end, state: "queued" }] : [];
  }
  const start = Math.max(0, Date.parse(startedAt) - begin);
  const ran: Bar = { from: start, to: Math.max(start, end), state };
  const before: Bar = { from: 0, to: start, state: "queued", ...(attempt > 1 ? { again: true } : {}) };
  return start > 0 ? [before, ran] : [ran];
}

/** The first to begin first; those that did not begin stay last, as they were. */
export function byStart(tasks: readonly Task[]): Task[] {
  return tasks
    .map((task) => ({ task, at: task.startedAt ? Date.parse(task.startedAt) : Number.MAX_VALUE }))
    .sort((a, b) => a.at - b.at)
    .map(({ task }) => task);
}
