export interface Part {
  name: string;
  state: string;
  warning?: string;
}

/** What the node that answers says of itself. */
export interface Readiness {
  ready: boolean;
  /** Its state by its own word, when it says one. */
  state?: string;
  /** What it needs: those that are down first. */
  parts: Part[];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** Reads the answer of `/health/ready`, which comes with 200 or 503. A warning may be about a part that has no check. */
export function readReadiness(body: unknown): Readiness {
  const { status, state, checks, warnings } = record(body);
  const warned = record(warnings);
  const checked = record(checks);
  const names = [...new Set([...Object.keys(checked), ...Object.keys(warned)])];
  const parts = names.map((name) => ({
    name,
    state: typeof checked[name] === "string" ? checked[name] : "up",
    ...(typeof warned[name] === "string" ? { warning: warned[name] } : {}),
  }));
  const rank = (part: Part) => (part.state !== "up" ? 0 : part.warning ? 1 : 2);
  parts.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  return { ready: status === "ready", ...(typeof state === "string" ? { state } : {}), parts };
}
