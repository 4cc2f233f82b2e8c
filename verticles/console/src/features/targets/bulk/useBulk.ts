import { useCallback, useEffect, useRef, useState } from "react";
import { patiently, runLimited, type Settled } from "../limited";

export interface Bulk<T, R> {
  phase: "idle" | "running" | "over";
  items: readonly T[];
  /** By the place of the item; absent while it is not over. */
  settled: readonly (Settled<R> | undefined)[];
  done: number;
  stopping: boolean;
  run(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<Settled<R>[]>;
  stop(): void;
  reset(): void;
}

const SHOWN_EVERY = 80;

/** Does something with many things, and tells how far it is. What is left ends it; what has begun comes to its end. */
export function useBulk<T, R>(): Bulk<T, R> {
  const [phase, setPhase] = useState<Bulk<T, R>["phase"]>("idle");
  const [items, setItems] = useState<readonly T[]>([]);
  const [settled, setSettled] = useState<readonly (Settled<R> | undefined)[]>([]);
  const [stopping, setStopping] = useState(false);
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);

  const run = useCallback(async (all: readonly T[], atOnce: number, work: (item: T) => Promise<R>) => {
    const controller = new AbortController();
    stopper.current = controller;
    const soFar: (Settled<R> | undefined)[] = all.map(() => undefined);
    setItems(all);
    setSettled([...soFar]);
    setStopping(false);
    setPhase("running");
    const timer = setInterval(() => setSettled([...soFar]), SHOWN_EVERY);
    const results = await runLimited(all, atOnce, (item) => patiently(() => work(item)), {
      signal: controller.signal,
      onSettled: (index, one) => {
        soFar[index] = one;
      },
    });
    clearInterval(timer);
    setSettled(results);
    setPhase("over");
    return results;
  }, []);
  const stop = useCallback(() => {
    stopper.current?.abort();
    setStopping(true);
  }, []);
  const reset = useCallback(() => setPhase("idle"), []);
  const done = settled.filter((one) => one !== undefined && one.state !== "notRun").length;
  return { phase, items, settled, done, stopping, run, stop, reset };
}
