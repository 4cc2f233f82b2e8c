import { type AdHocForm, keepable, readKept } from "./adHoc";

const MOST = 20;
const key = (userId: string) => `opsconductor.runs.${userId}`;

/** What was typed for a run, which the server does not tell afterwards. */
export interface Remembered {
  executionId: string;
  form: AdHocForm;
}

/** What this browser remembers of somebody's runs, newest first. */
export function remembered(userId: string): Remembered[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(userId)) ?? "[]");
    return Array.isArray(kept)
      ? kept
          .filter((one) => typeof one?.executionId === "string")
          .map((one) => ({ executionId: one.executionId, form: readKept(JSON.stringify(one.form)) }))
      : [];
  } catch {
    return [];
  }
}

/** Remembers a run, without secrets. Scripts of any size would fill the browser's memory: the oldest go first. */
export function remember(userId: string, run: Remembered): void {
  const runs = [{ ...run, form: keepable(run.form) }, ...remembered(userId)].slice(0, MOST);
  while (runs.length > 0) {
    try {
      localStorage.setItem(key(userId), JSON.stringify(runs));
      return;
    } catch {
      runs.pop();
    }
  }
}
