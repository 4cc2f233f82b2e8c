import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** Changes several values of the address together; an empty one goes. */
export type ChangeAddress = (changes: Record<string, string>, makesEntry?: boolean) => void;

/** What the address of the page says, by name, and how it is changed. */
export function useAddress(): [(name: string) => string, ChangeAddress] {
  const [params, setParams] = useSearchParams();
  const change = useCallback<ChangeAddress>(
    (changes, makesEntry = false) => {
      // What the address says now, and not when this was drawn: several changes may come between two drawings.
      const after = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === "") {
          after.delete(name);
        } else {
          after.set(name, value);
        }
      }
      setParams(after, { replace: !makesEntry, preventScrollReset: true });
    },
    [setParams],
  );
  const get = useCallback((name: string) => params.get(name) ?? "", [params]);
  return [get, change];
}
