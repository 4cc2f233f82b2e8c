import { useCallback, useEffect } from "react";
import { useLocation, useSearchParams } from "react-router";

/** What the address is going to say, while the router is still on its way there: the next change begins with that. */
let ahead: { of: string; params: URLSearchParams } | undefined;

/**
 * A value that is kept in the address of the page, so that Back, a reload and a link to somebody else show the same.
 *
 * @param replaces whether a change makes no entry in the history, as while somebody types
 */
export function useUrlState(name: string, initial = "", replaces = true): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const { key } = useLocation();
  useEffect(() => {
    if (ahead && ahead.of !== key) {
      ahead = undefined;
    }
  }, [key]);
  const set = useCallback(
    (value: string) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(ahead?.of === key ? ahead.params : before);
          if (value === initial) {
            after.delete(name);
          } else {
            after.set(name, value);
          }
          ahead = { of: key, params: after };
          return after;
        },
        { replace: replaces, preventScrollReset: true },
      );
    },
    [name, initial, replaces, setParams, key],
  );
  return [params.get(name) ?? initial, set];
}
