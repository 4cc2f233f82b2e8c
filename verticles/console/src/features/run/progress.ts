import type { Schemas } from "../../api/client";
import type { StreamMessage } from "../../api/stream";
import { isFinal } from "../../ui/states";

type Execution = Pick<Schemas["Execution"], "state" | "counts">;

/** Where an execution stands. */
export interface Standing {
  state: string;
  counts: Record<string, number>;
}

/** Where it stands after messages of the stream; they win over what was asked before. */
export function after(standing: Standing | undefined, messages: StreamMessage[]): Standing | undefined {
  let now = standing;
  for (const message of messages) {
    if (message.type === "state") {
      now = { state: message.state, counts: message.counts };
    } else if (message.type === "end") {
      now = { state: message.state, counts: now?.counts ?? {} };
    }
  }
  return now;
}

/** The later of what was streamed and what was asked: an end is never taken back. */
export function latest(streamed: Standing | undefined, asked: Execution | undefined): Standing | undefined {
  if (asked && (!streamed || isFinal(asked.state))) {
    return { state: asked.state, counts: asked.counts };
  }
  return streamed;
}

const WAITING = ["pending", "running", "waiting"];

/** How many tasks have ended, of how many. */
export function progressOf({ counts }: Standing): { done: number; total: number } {
  const total = counts.total ?? 0;
  const open = WAITING.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return { done: Math.max(0, total - open), total };
}
