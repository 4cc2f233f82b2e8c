import createClient from "openapi-fetch";
import { ApiProblem, retryAfterOf } from "./problem";
import type { components, paths } from "./schema";
import { authorizedFetch } from "./session";

export type Schemas = components["schemas"];

/** Every operation of the contract. Take the answer with `take`, which throws an `ApiProblem`. */
export const api = createClient<paths>({ baseUrl: "/api/v1", fetch: authorizedFetch });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer. Throws an `ApiProblem` when the server refused, or did not answer. */
export async function take<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) {
    const said = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {};
    throw new ApiProblem(response.status, said, retryAfterOf(response));
  }
  return data as T;
}

export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

/** A new key for a request that starts something, so that it starts it once however often it is sent. */
export function idempotencyKey(): string {
  return crypto.randomUUID();
}
