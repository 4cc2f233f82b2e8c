import type { LineStore } from "./LineStore";
import type { LineView } from "./TaskLines";

/**
 * Where the next thing went wrong: where lines of standard error begin, or the last line of a target that failed.
 *
 * @param from the place behind which it is looked for; -1 for all
 * @param failed the tasks that went wrong
 * @returns a line of the store; -1 when there is none
 */
export function nextError(store: LineStore, view: LineView, from: number, failed: ReadonlySet<string>): number {
  const lasts = new Set<number>();
  for (const taskId of failed) {
    const lines = store.ofTask(taskId);
    lasts.add(lines.at(lines.count - 1));
  }
  let before = from >= 0 ? store.sourceOf(view.at(from)) : undefined;
  for (let position = from + 1; position < view.count; position++) {
    const line = view.at(position);
    const source = store.sourceOf(line);
    if ((source.stream === "stderr" && source !== before) || lasts.has(line)) {
      return line;
    }
    before = source;
  }
  return -1;
}
