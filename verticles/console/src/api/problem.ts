import type { components } from "./schema";

export type Problem = components["schemas"]["Problem"];
type FieldProblem = Problem["errors"][number];

/** What the server said against a request, or why there was no answer. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly errors: FieldProblem[];
  /** Seconds after which it may be tried again; undefined when the server did not say. */
  readonly retryAfter: number | undefined;
  /** What else the problem says, by name. */
  readonly extensions: Record<string, unknown>;

  constructor(status: number, problem: Partial<Problem> & Record<string, unknown>, retryAfter?: number) {
    super(problem.detail ?? problem.title ?? "The server did not say why");
    this.name = "ApiProblem";
    this.status = status;
    this.code = problem.code ?? "unknown";
    this.requestId = problem.requestId;
    this.errors = problem.errors ?? [];
    this.retryAfter = retryAfter;
    this.extensions = problem;
  }

  /** What is wrong with one field of a body, such as `/name`. */
  of(pointer: string): string | undefined {
    return this.errors.find((error) => error.pointer === pointer)?.detail;
  }

  /** No answer came: the server is away, or the network is. */
  get isOffline(): boolean {
    return this.status === 0;
  }
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) {
    return error;
  }
  if (error instanceof TypeError) {
    return new ApiProblem(0, { code: "offline", detail: "The server does not answer" });
  }
  return new ApiProblem(500, { code: "console", detail: error instanceof Error ? error.message : String(error) });
}

/** Seconds; undefined when the answer does not say. */
export function retryAfterOf(response: Response): number | undefined {
  const after = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return Number.isFinite(after) ? after : undefined;
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const retryAfter = retryAfterOf(response);
  try {
    return new ApiProblem(response.status, await response.json(), retryAfter);
  } catch {
    return new ApiProblem(response.status, { detail: `The server answered ${response.status}` }, retryAfter);
  }
}
