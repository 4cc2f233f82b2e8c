import type { TargetSelection } from "../../ui/selection";
import { storedList } from "../../ui/stored";

const MOST = 50;
const key = (userId: string) => `opsconductor.runs.${userId}`;

/** How the targets of a run were chosen, which the server does not tell afterwards. */
export interface Remembered {
  executionId: string;
  targets: TargetSelection;
}

/** What this browser remembers of somebody's runs, newest first. */
export function remembered(userId: string): Remembered[] {
  return storedList(key(userId), isSound);
}

function isSound(value: unknown): value is Remembered {
  const one = value as Partial<Remembered> | null;
  const targets = one?.targets;
  return (
    typeof one?.executionId === "string" &&
    typeof targets === "object" &&
    targets !== null &&
    ("ids" in targets ? Array.isArray(targets.ids) : typeof targets.selector === "string")
  );
}

/** Remembers the expression of a run; targets that were picked one by one the server tells itself. */
export function remember(userId: string, run: Remembered): void {
  if ("ids" in run.targets) {
    return;
  }
  try {
    localStorage.setItem(key(userId), JSON.stringify([run, ...remembered(userId)].slice(0, MOST)));
  } catch {
    // Without it the targets are taken up by their names.
  }
}
