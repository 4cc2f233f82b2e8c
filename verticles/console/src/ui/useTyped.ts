import { useEffect, useEffectEvent, useRef, useState } from "react";

/** How long somebody pauses before what is typed counts; milliseconds. */
const PAUSE = 250;

/**
 * What is being typed; it is told after a pause, so that no key is lost however long what it changes takes. When another
 * value comes than was told, it is shown instead.
 *
 * @param onChange told what was typed, or at once by `tell`; never the same twice in a row
 */
export function useTyped(value: string, onChange: (value: string) => void, meant = (typed: string) => typed) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setTyped(value);
    }
  }, [value]);
  const tell = (wanted: string) => {
    if (wanted !== told.current) {
      told.current = wanted;
      onChange(wanted);
    }
  };
  const pause = useEffectEvent((text: string) => tell(meant(text)));
  useEffect(() => {
    const timer = setTimeout(() => pause(typed), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  return { typed, setTyped, tell };
}
