import { useCallback } from "react";
import { useSearchParams } from "react-router";

/**
 * A value that is kept in the address of the page, so that Back, a reload and a link to somebody else show the same.
 *
 * @param replaces whether a change makes no entry in the history, as while somebody types
 */
export function useUrlState(name: string, initial = "", replaces = true): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === initial) {
            after.delete(name);
          } else {
            after.set(name, value);
          }
          return after;
        },
        { replace: replaces, preventScrollReset: true },
      );
    },
    [name, initial, replaces, setParams],
  );
  return [params.get(name) ?? initial, set];
}
