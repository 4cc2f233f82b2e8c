import type { Schemas } from "../../api/client";
import { TASK_ORDER } from "../../ui/states";

export type Task = Schemas["Task"];
type TaskState = Schemas["TaskState"];

/** What the stream said last of a task. */
export interface Told {
  taskId: string;
  target: { id: string; name: string };
  state: TaskState;
  exitCode?: number;
}

/** States that a task does not leave. */
const OVER: readonly string[] = ["succeeded", "failed", "cancelled", "timed_out", "unreachable", "skipped", "lost"];
const WRONG: readonly string[] = ["failed", "lost", "unreachable", "timed_out"];

export function isOver(state: string): boolean {
  return OVER.includes(state);
}

/** Whether somebody has to look at it. */
export function wentWrong(state: string): boolean {
  return WRONG.includes(state);
}

/**
 * What is listed, with what the stream says of it. The stream begins with what was long ago: until it has caught up it
 * is believed only where it tells an end.
 */
export function mergeTasks(listed: readonly Task[], told: ReadonlyMap<string, Told>, caughtUp: boolean): Task[] {
  const seen = new Set<string>();
  const merged = listed.map((task) => {
    seen.add(task.id);
    const news = told.get(task.id);
    if (!news || isOver(task.state) || news.state === task.state || !(caughtUp || isOver(news.state))) {
      return task;
    }
    return { ...task, state: news.state, exitCode: news.exitCode };
  });
  for (const news of told.values()) {
    if (!seen.has(news.taskId)) {
      merged.push({
        id: news.taskId,
        target: news.target,
        state: news.state,
        attempt: 1,
        ...(news.exitCode === undefined ? {} : { exitCode: news.exitCode }),
      });
    }
  }
  return merged;
}

const RANK = new Map<string, number>(TASK_ORDER.map((state, rank) => [state, rank]));
const names = new Intl.Collator("en", { numeric: true });

/** By the names of their targets, as people count. */
export function byName(tasks: readonly Task[]): Task[] {
  return [...tasks].sort((a, b) => names.compare(a.target.name, b.target.name));
}

/** What went wrong first, and as they were within: states change often, and to compare thousands of names is slow. */
export function worstFirst(tasks: readonly Task[]): Task[] {
  const ranks: Task[][] = [];
  for (const task of tasks) {
    const rank = RANK.get(task.state) ?? RANK.size;
    ranks[rank] ??= [];
    ranks[rank].push(task);
  }
  return ranks.flat();
}

/** Those of a state whose names hold a text; all for empty ones. */
export function filterTasks(tasks: readonly Task[], text: string, state: string): Task[] {
  const wanted = text.trim().toLowerCase();
  return tasks.filter(
    (task) => (state === "" || task.state === state) && task.target.name.toLowerCase().includes(wanted),
  );
}

/** How many there are of each state, in the order in which they are worth looking at; none that there are not. */
export function countStates(tasks: readonly Task[]): [state: TaskState, count: number][] {
  const counts = new Map<string, number>();
  for (const task of tasks) {
    counts.set(task.state, (counts.get(task.state) ?? 0) + 1);
  }
  return TASK_ORDER.flatMap((state): [TaskState, number][] => {
    const count = counts.get(state);
    return count ? [[state, count]] : [];
  });
}

/** The one before or after, from the last to the first and back. */
export function neighbour(tasks: readonly Task[], id: string, step: 1 | -1): Task | undefined {
  const at = tasks.findIndex((task) => task.id === id);
  return tasks.at(at < 0 ? (step > 0 ? 0 : -1) : (at + step) % tasks.length);
}
