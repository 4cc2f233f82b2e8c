import { type ApiProblem, asProblem, problemOf } from "./problem";
import type { components } from "./schema";

export type Me = components["schemas"]["Me"];
type Tokens = components["schemas"]["Tokens"];

/**
 * Who is signed in. The access token is in memory alone; what keeps the browser signed in is a cookie that no script
 * sees. `expired` keeps the page as it is until the same person has signed in again.
 */
export type Session =
  | { status: "starting" }
  | { status: "away"; problem: ApiProblem }
  | { status: "signedOut" }
  | { status: "signedIn"; me: Me; enrolmentRequired: boolean }
  | { status: "expired"; me: Me; enrolmentRequired: boolean };

const BASE = "/api/v1";
/** Of its lifetime an access token is used; the rest is for clocks and slow networks. */
const USED = 0.8;
const FEWEST_SECONDS_LEFT = 5;

let session: Session = { status: "starting" };
let accessToken: string | undefined;
let renewAt = 0;
let renewing: Promise<boolean> | undefined;
const listeners = new Set<() => void>();
const tabs = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("opsconductor.session");

tabs?.addEventListener("message", (event) => {
  if (event.data === "signedOut") {
    forget();
  }
});

function become(next: Session) {
  session = next;
  for (const listener of listeners) {
    listener();
  }
}

export function currentSession(): Session {
  return session;
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks the server without a token, for what comes before a session. */
export async function askOpenly<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(BASE + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
  }).catch((error) => {
    throw asProblem(error);
  });
  if (!response.ok) {
    throw await problemOf(response);
  }
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Takes up the tokens of a sign-in. */
export async function begin(tokens: Tokens): Promise<void> {
  keep(tokens);
  const response = await fetch(`${BASE}/auth/me`, { headers: { Authorization: `Bearer ${accessToken}` } });
  if (!response.ok) {
    throw await problemOf(response);
  }
  become({ status: "signedIn", me: await response.json(), enrolmentRequired: tokens.mfaEnrolmentRequired === true });
}

/** After a step-up: a token that says that a second factor was shown just now. */
export function keep(tokens: { accessToken?: string; expiresIn?: number }) {
  accessToken = tokens.accessToken;
  const seconds = tokens.expiresIn ?? 600;
  renewAt = Date.now() + Math.max(seconds * USED, seconds - FEWEST_SECONDS_LEFT * 12) * 1000;
}

/** Goes on with the session that the cookie holds, if there is one. */
export async function resume(): Promise<void> {
  try {
    const tokens = await askOpenly<Tokens>("/auth/refresh");
    await begin(tokens);
  } catch (error) {
    const problem = asProblem(error);
    become(problem.status === 401 || problem.status === 403 ? { status: "signedOut" } : { status: "away", problem });
  }
}

export async function signOut(): Promise<void> {
  await fetch(`${BASE}/auth/logout`, {
    method: "POST",
    headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
    body: "{}",
  }).catch(() => undefined);
  tabs?.postMessage("signedOut");
  forget();
}

/** The session has ended, here or elsewhere. */
export function forget() {
  accessToken = undefined;
  become({ status: "signedOut" });
}

/** Whether there is a new access token. Requests that need one together ask once. */
function renew(): Promise<boolean> {
  renewing ??= askOpenly<Tokens>("/auth/refresh")
    .then((tokens) => {
      keep(tokens);
      return true;
    })
    .catch((error) => {
      const problem = asProblem(error);
      if (problem.status !== 401 && problem.status !== 403) {
        throw problem;
      }
      if (session.status === "signedIn") {
        become({ ...session, status: "expired" });
      }
      return false;
    })
    .finally(() => {
      renewing = undefined;
    });
  return renewing;
}

/** Waits until somebody has signed in again; false when that will not be. */
function signedInAgain(): Promise<boolean> {
  return new Promise((resolve) => {
    const check = () => {
      if (session.status === "signedIn" || session.status === "signedOut") {
        stop();
        resolve(session.status === "signedIn");
      }
    };
    const stop = onSessionChange(check);
    check();
  });
}

/** As `fetch`, on behalf of who is signed in: what was asked when the session ended is asked again after it goes on. */
export async function authorizedFetch(request: Request): Promise<Response> {
  if (Date.now() > renewAt && accessToken) {
    await renew();
  }
  const again = request.clone();
  const response = await send(request);
  if (response.status === 403) {
    await noticeEnrolment(response.clone());
  }
  if (response.status !== 401) {
    return response;
  }
  if ((await renew()) || (await signedInAgain())) {
    return send(again);
  }
  return response;
}

/** Neither a session that goes on nor a policy that has changed meanwhile tells it, but every refusal does. */
async function noticeEnrolment(refused: Response) {
  const { code } = await problemOf(refused);
  if (code === "mfa_enrolment_required" && session.status === "signedIn" && !session.enrolmentRequired) {
    become({ ...session, enrolmentRequired: true });
  }
}

function send(request: Request): Promise<Response> {
  if (accessToken) {
    request.headers.set("Authorization", `Bearer ${accessToken}`);
  }
  return fetch(request).catch((error) => {
    throw asProblem(error);
  });
}
