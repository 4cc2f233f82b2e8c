import { useEffect, useRef } from "react";

const TYPED_INTO = "input, textarea, select, [contenteditable], [role=textbox], [role=combobox]";
const ABOVE = "[role=dialog], [role=menu], [role=listbox]";

/** Single keys and what they do, but not while somebody types, or something lies above the page. */
export function useKeys(keys: [key: string, act: () => void][], enabled = true) {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const plain = !event.metaKey && ((!event.ctrlKey && !event.altKey) || event.getModifierState("AltGraph"));
      const typing = event.target instanceof Element && event.target.closest(TYPED_INTO);
      const act = current.current.find(([key]) => key === event.key)?.[1];
      if (act && plain && !typing && !event.defaultPrevented && !document.querySelector(ABOVE)) {
        event.preventDefault();
        act();
      }
    };
    if (enabled) {
      window.addEventListener("keydown", listen);
    }
    return () => window.removeEventListener("keydown", listen);
  }, [enabled]);
}
