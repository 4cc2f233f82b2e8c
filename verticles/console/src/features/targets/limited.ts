import { asProblem } from "../../api/problem";

/** What became of one item; `notRun` when it was stopped before its turn. */
export type Settled<R> = { state: "done"; value: R } | { state: "failed"; error: unknown } | { state: "notRun" };

interface Options<R> {
  /** Stops what has not begun; what has begun comes to its end. */
  signal?: AbortSignal;
  /** Each time that one is over. */
  onSettled?(index: number, settled: Settled<R>): void;
}

/** Does something with each item, a few at once and in their order, and never throws. */
export async function runLimited<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<R>,
  { signal, onSettled }: Options<R> = {},
): Promise<Settled<R>[]> {
  const results: Settled<R>[] = items.map(() => ({ state: "notRun" }));
  let next = 0;
  const lane = async () => {
    while (next < items.length && !signal?.aborted) {
      const index = next++;
      const settled = await settle(work, items[index] as T, index);
      results[index] = settled;
      onSettled?.(index, settled);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  return results;
}

async function settle<T, R>(work: (item: T, index: number) => Promise<R>, item: T, index: number): Promise<Settled<R>> {
  try {
    return { state: "done", value: await work(item, index) };
  } catch (error) {
    return { state: "failed", error };
  }
}

const TRIES = 4;
const LONGEST_WAIT = 30;

/** Asks again when the server says that it has too much to do just now, which many requests together bring about. */
export async function patiently<R>(
  ask: () => Promise<R>,
  wait: (seconds: number) => Promise<void> = (seconds) => new Promise((go) => setTimeout(go, seconds * 1000)),
): Promise<R> {
  for (let tried = 1; ; tried++) {
    try {
      return await ask();
    } catch (error) {
      const { status, retryAfter } = asProblem(error);
      if (tried >= TRIES || (status !== 429 && status !== 503)) {
        throw error;
      }
      await wait(Math.min(retryAfter ?? tried, LONGEST_WAIT));
    }
  }
}
