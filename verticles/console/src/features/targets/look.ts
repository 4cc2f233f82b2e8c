import {
  CircleCheck,
  CircleHelp,
  CircleSlash,
  CircleX,
  Fingerprint,
  KeyRound,
  type LucideIcon,
  ShieldAlert,
  ShieldCheck,
  Timer,
  Unplug,
} from "lucide-react";
import type { Tone } from "../../app/theme";
import type { ConnectionTest, Target } from "./data";

export interface MarkLook {
  tone: Tone;
  icon: LucideIcon;
}

type Category = ConnectionTest["category"];

/** How an attempt to connect ended. Its words and its remedy are the texts `category.<name>`. */
export const CATEGORIES: Record<Category, MarkLook> = {
  host_key_changed: { tone: "error", icon: ShieldAlert },
  authentication: { tone: "error", icon: KeyRound },
  permission: { tone: "error", icon: CircleSlash },
  resolve: { tone: "error", icon: CircleHelp },
  refused: { tone: "error", icon: CircleX },
  connect_timeout: { tone: "error", icon: Timer },
  unreachable: { tone: "error", icon: Unplug },
  protocol: { tone: "error", icon: CircleX },
  ok: { tone: "success", icon: CircleCheck },
};

export const CATEGORY_ORDER = Object.keys(CATEGORIES) as Category[];

export type HostKeyState = "recorded" | "first_use" | "missing" | "differs";

/** What is known of the host's key; `missing` under a strict policy lets nobody in. `differs` only a test can tell. */
export function hostKeyState({ hostKey, hostKeyPolicy }: Pick<Target, "hostKey" | "hostKeyPolicy">): HostKeyState {
  return hostKey ? "recorded" : hostKeyPolicy === "strict" ? "missing" : "first_use";
}

export const HOST_KEY_LOOKS: Record<HostKeyState, MarkLook> = {
  recorded: { tone: "success", icon: ShieldCheck },
  first_use: { tone: "neutral", icon: Fingerprint },
  missing: { tone: "warning", icon: ShieldAlert },
  differs: { tone: "error", icon: ShieldAlert },
};
