import {
  Briefcase,
  CalendarClock,
  House,
  KeyRound,
  type LucideIcon,
  Network,
  Play,
  Server,
  SquareTerminal,
  Users,
} from "lucide-react";

interface Place {
  /** The text `nav.<key>`. */
  key: "home" | "run" | "jobs" | "executions" | "schedules" | "targets" | "secrets" | "access" | "cluster";
  to: string;
  icon: LucideIcon;
  /** Without which there is nothing to see. */
  permission?: string;
  /** After `g`, the key that leads there. */
  shortcut: string;
}

/** Where one can go, in the order of an operator's day. */
export const PLACES: Place[] = [
  { key: "home", to: "/", icon: House, shortcut: "h" },
  { key: "run", to: "/run", icon: SquareTerminal, permission: "job:run", shortcut: "r" },
  { key: "jobs", to: "/jobs", icon: Briefcase, permission: "job:read", shortcut: "j" },
  { key: "executions", to: "/executions", icon: Play, permission: "execution:read", shortcut: "e" },
  { key: "schedules", to: "/schedules", icon: CalendarClock, permission: "schedule:read", shortcut: "s" },
  { key: "targets", to: "/targets", icon: Server, permission: "target:read", shortcut: "t" },
  { key: "secrets", to: "/secrets", icon: KeyRound, permission: "credential:read", shortcut: "c" },
  { key: "access", to: "/access", icon: Users, permission: "user:read", shortcut: "u" },
  { key: "cluster", to: "/cluster", icon: Network, permission: "cluster:read", shortcut: "n" },
];
