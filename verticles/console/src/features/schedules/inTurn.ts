let last: Promise<unknown> = Promise.resolve();

/** Does one thing after the other: the server looks far ahead for few at once, and refuses the rest. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work);
  last = next.catch(() => undefined);
  return next;
}
