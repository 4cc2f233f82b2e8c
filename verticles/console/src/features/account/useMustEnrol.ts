import { useQuery } from "@tanstack/react-query";
import { api, take } from "../../api/client";
import { useSession } from "../../app/session";

export const MFA_KEY = ["auth", "mfa"];
export const POLICY_KEY = ["auth", "mfa", "policy"];

/** My second factors. */
export function useMfa() {
  return useQuery({ queryKey: MFA_KEY, queryFn: () => take(api.GET("/auth/mfa")) });
}

/** What is asked of me, and by whom. */
export function usePolicies() {
  return useQuery({ queryKey: POLICY_KEY, queryFn: () => take(api.GET("/auth/mfa/policy")) });
}

/**
 * Whether nothing else may be done before a second factor is set up. The sign-in tells it, but not the page that is loaded
 * again, nor a policy that has changed since.
 */
export function useMustEnrol(): boolean {
  const session = useSession();
  const mfa = useMfa();
  const policies = usePolicies();
  const told = session.status === "signedIn" && session.enrolmentRequired;
  return told || (policies.data?.effective === "required" && mfa.data?.factors.length === 0);
}
