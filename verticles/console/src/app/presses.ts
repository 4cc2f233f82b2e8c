/** So long after something was started a press is the same one still, as of a double click; milliseconds. */
const SAME_PRESS = 800;
const WRITES = "textarea, [contenteditable='true']";
const FIELDS = "input, select, [role=combobox], [role=spinbutton]";
const PRESSED = "label, button, a, input, select, textarea, summary, [role]";

/** What of a key press says whether it does something again. */
interface Key {
  key: string;
  repeat: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Whether a key that is held down would press something once more; new lines in texts may come as long as it is held. */
export function pressesAgain(event: Key, inText: boolean): boolean {
  return event.repeat && event.key === "Enter" && (!inText || event.ctrlKey || event.metaKey);
}

/** Over when another press is meant as another one. */
export function untilNextPress(): Promise<void> {
  return new Promise((over) => setTimeout(over, SAME_PRESS));
}

/**
 * A press does one thing. Enter that is held down does not go on to what the first press has opened, and the second
 * click of a double click does nothing where something else has come under the pointer meanwhile, such as the button of
 * a question, or the backdrop behind it.
 *
 * @returns what ends it
 */
export function pressOnce(): () => void {
  let clicked: Element | undefined;
  const key = (event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : undefined;
    if (pressesAgain(event, target?.closest(WRITES) != null)) {
      event.preventDefault();
      if (!target?.matches(FIELDS)) {
        event.stopImmediatePropagation();
      }
    }
  };
  const click = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const pressed = target?.closest(PRESSED) ?? target;
    if (event.detail > 1 && clicked && pressed !== clicked) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    clicked = pressed;
  };
  window.addEventListener("keydown", key, true);
  window.addEventListener("click", click, true);
  return () => {
    window.removeEventListener("keydown", key, true);
    window.removeEventListener("click", click, true);
  };
}
