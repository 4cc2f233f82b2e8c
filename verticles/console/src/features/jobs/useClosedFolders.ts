import { useCallback, useState } from "react";
import { storedList } from "../../ui/stored";

const KEY = "opsconductor.jobs.closed";

/** Folders of the list that somebody closed, as this browser remembers them. */
export function storedClosed(): Set<string> {
  return new Set(storedList(KEY, (each): each is string => typeof each === "string"));
}

/** Which folders are closed, also the next time. */
export function useClosedFolders(): [ReadonlySet<string>, (closed: ReadonlySet<string>) => void] {
  const [closed, setClosed] = useState<ReadonlySet<string>>(storedClosed);
  const change = useCallback((next: ReadonlySet<string>) => {
    setClosed(next);
    try {
      localStorage.setItem(KEY, JSON.stringify([...next]));
    } catch {
      // A browser that keeps nothing has them open the next time.
    }
  }, []);
  return [closed, change];
}
