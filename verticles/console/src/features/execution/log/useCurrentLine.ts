import { type RefObject, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { Feed } from "../feed";
import type { LogHandle } from "./LogView";
import { readPlace } from "./links";

/** Which line of the store the address means; it is brought into sight once it is there. -1 while it is not. */
export function useCurrentLine(feed: Feed, written: string, handle: RefObject<LogHandle | null>): number {
  const place = useMemo(() => readPlace(written), [written]);
  const found = useRef<{ written: string; feed: Feed; line: number }>(undefined);
  const line = useSyncExternalStore(feed.subscribeLines, () => {
    const before = found.current;
    if (before?.written === written && before.feed === feed) {
      return before.line;
    }
    const { number, ...source } = place ?? { number: 0 };
    const now = "taskId" in source ? feed.lines.find(source, number) : -1;
    found.current = now >= 0 ? { written, feed, line: now } : undefined;
    return now;
  });
  useEffect(() => {
    if (line >= 0) {
      handle.current?.show(line);
    }
  }, [line, handle]);
  return line;
}
