import { asProblem } from "../api/problem";

type Ask = () => Promise<boolean>;

let waiting: { answer: (shown: boolean) => void; answered: Promise<boolean> } | undefined;
const listeners = new Set<() => void>();

function changed() {
  for (const listener of listeners) {
    listener();
  }
}

/** Whether somebody is asked for a second factor now. */
export function isAsked(): boolean {
  return waiting !== undefined;
}

export function onAsked(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks for a second factor; requests that need one together ask once. Answers whether it was shown. */
export function askForFactor(): Promise<boolean> {
  if (!waiting) {
    let answer: (shown: boolean) => void = () => undefined;
    const answered = new Promise<boolean>((resolve) => {
      answer = resolve;
    });
    waiting = { answer, answered };
    changed();
  }
  return waiting.answered;
}

/** The factor was shown, or will not be. */
export function answerFactor(shown: boolean) {
  const asked = waiting;
  waiting = undefined;
  asked?.answer(shown);
  changed();
}

/**
 * Does a request, and does it again once a second factor was shown, when the server asks for a fresh one. Throws what the
 * server said when nobody shows one.
 */
export async function withStepUp<T>(request: () => Promise<T>, ask: Ask = askForFactor): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (asProblem(error).code !== "step_up_required" || !(await ask())) {
      throw error;
    }
  }
  return request();
}
