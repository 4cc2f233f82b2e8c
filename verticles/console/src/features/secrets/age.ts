export type AgeMark = "fresh" | "old" | "veryOld";

const DAY = 86_400_000;
const OLD = 180;
const VERY_OLD = 365;

/** How many whole days ago something was. */
export function daysSince(at: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(at)) / DAY));
}

/** Whether a secret should be replaced: it is old after 180 days, very old after 365. */
export function ageMark(days: number): AgeMark {
  return days > VERY_OLD ? "veryOld" : days > OLD ? "old" : "fresh";
}

/** What uses what, by the id of the credential; names in their order. */
export function usesByCredential(targets: readonly { id: string; name: string; credentialId: string }[]) {
  const uses = new Map<string, { id: string; name: string }[]>();
  for (const { id, name, credentialId } of targets) {
    const one = uses.get(credentialId) ?? [];
    one.push({ id, name });
    uses.set(credentialId, one);
  }
  return uses;
}
