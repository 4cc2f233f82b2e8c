import { useEffect, useState } from "react";

/** Nothing is asked for while a list rushes past; milliseconds. */
const SETTLED = 150;

/** Whether a list has stood still for a moment. */
export function useSettled(scrolling: boolean): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(!scrolling), scrolling ? 0 : SETTLED);
    return () => clearTimeout(timer);
  }, [scrolling]);
  return settled && !scrolling;
}
