import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CirclePause,
  CircleSlash,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  Timer,
  Unplug,
} from "lucide-react";
import type { Tone } from "../app/theme";

/** How a state is shown: never by colour alone. */
export interface Look {
  tone: Tone;
  icon: LucideIcon;
  turns?: boolean;
}

/** States of executions, tasks, due times, schedules, nodes and circuit breakers, by the names that the API gives them. */
export const LOOKS: Record<string, Look> = {
  queued: { tone: "neutral", icon: Clock },
  pending: { tone: "neutral", icon: CircleDashed },
  starting: { tone: "info", icon: LoaderCircle, turns: true },
  running: { tone: "info", icon: LoaderCircle, turns: true },
  waiting: { tone: "warning", icon: CircleHelp },
  paused: { tone: "warning", icon: CirclePause },
  cancelling: { tone: "warning", icon: LoaderCircle, turns: true },
  succeeded: { tone: "success", icon: CircleCheck },
  failed: { tone: "error", icon: CircleX },
  cancelled: { tone: "neutral", icon: Ban },
  timed_out: { tone: "error", icon: Timer },
  unreachable: { tone: "error", icon: Unplug },
  skipped: { tone: "neutral", icon: CircleSlash },
  lost: { tone: "lost", icon: CircleHelp },
  fired: { tone: "success", icon: CircleCheck },
  late: { tone: "warning", icon: Clock },
  missed: { tone: "error", icon: CircleAlert },
  healthy: { tone: "success", icon: CircleCheck },
  failing: { tone: "error", icon: CircleX },
  broken: { tone: "error", icon: CircleAlert },
  ended: { tone: "neutral", icon: CircleSlash },
  disabled: { tone: "neutral", icon: CircleSlash },
  enabled: { tone: "success", icon: CircleCheck },
  ready: { tone: "success", icon: CircleCheck },
  draining: { tone: "warning", icon: LoaderCircle, turns: true },
  up: { tone: "success", icon: CircleCheck },
  down: { tone: "error", icon: CircleX },
  open: { tone: "error", icon: Unplug },
  half_open: { tone: "warning", icon: LoaderCircle, turns: true },
};

const UNKNOWN: Look = { tone: "neutral", icon: CircleHelp };

export function lookOf(state: string): Look {
  return LOOKS[state] ?? UNKNOWN;
}

const FINAL_STATES = ["succeeded", "failed", "cancelled", "timed_out", "lost"] as const;

/** Whether an execution has come to its end. */
export function isFinal(state: string): boolean {
  return (FINAL_STATES as readonly string[]).includes(state);
}

/** In which order targets are worth looking at: what went wrong first. */
export const TASK_ORDER = [
  "failed",
  "lost",
  "unreachable",
  "timed_out",
  "waiting",
  "running",
  "pending",
  "cancelled",
  "skipped",
  "succeeded",
] as const;
