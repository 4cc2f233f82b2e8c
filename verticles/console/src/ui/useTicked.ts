import { useCallback, useState } from "react";
import { useUrlState } from "./useUrlState";

/** Ids are long, and so would be an address with more of them than servers take. */
const MOST_IN_ADDRESS = 50;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the address says of ticked rows; empty when they are too many for it. */
export function tickedText(ids: Set<string>): string {
  return ids.size > MOST_IN_ADDRESS ? "" : [...ids].join(",");
}

/** The ids in what an address says; whatever is none is left out. */
export function tickedIn(text: string): Set<string> {
  return new Set(
    text
      .split(",")
      .filter((id) => ID.test(id))
      .slice(0, MOST_IN_ADDRESS),
  );
}

/**
 * The ticked rows of a table, by their ids. They are written into the address of the page, from which a reload or a link to
 * somebody else takes them up; more than 50 are known only while the page is open.
 */
export function useTicked(): [Set<string>, (next: Set<string>) => void] {
  const [text, setText] = useUrlState("ticked");
  // The address follows a moment later: the next tick must not begin with what it says.
  const [ticked, setTicked] = useState(() => tickedIn(text));
  const change = useCallback(
    (next: Set<string>) => {
      setTicked(next);
      setText(tickedText(next));
    },
    [setText],
  );
  return [ticked, change];
}
