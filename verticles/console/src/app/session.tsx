import { useSyncExternalStore } from "react";
import { currentSession, type Me, onSessionChange, type Session } from "../api/session";

export function useSession(): Session {
  return useSyncExternalStore(onSessionChange, currentSession);
}

/** Who is signed in. Only below the gate that sees to it. */
export function useMe(): Me {
  const session = useSession();
  if (session.status !== "signedIn" && session.status !== "expired") {
    throw new Error("Nobody is signed in");
  }
  return session.me;
}

/**
 * Whether who is signed in holds a permission, on everything or on some things. It decides what is offered; what is
 * allowed the server decides.
 */
export function useCan(): (permission: string) => boolean {
  const session = useSession();
  const held = session.status === "signedIn" || session.status === "expired" ? session.me.permissions : [];
  return (permission) => held.includes("*") || held.includes(permission);
}
