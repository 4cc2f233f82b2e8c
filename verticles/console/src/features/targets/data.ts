import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { api, type Page, type Schemas, take } from "../../api/client";
import { patiently } from "./limited";

export type Target = Schemas["Target"];
export type TargetInput = Schemas["TargetInput"];
export type Credential = Schemas["Credential"];
export type ConnectionTest = Schemas["ConnectionTest"];

/** As many as the server gives at once. */
const MOST_AT_ONCE = 500;
/** Of no list is more read for what needs it all. */
const MOST_PAGES = 40;

export interface All<T> {
  items: T[];
  /** False when there are more than were read. */
  complete: boolean;
}

async function everything<T>(fetchPage: (cursor?: string) => Promise<Page<T>>): Promise<All<T>> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const part = await patiently(() => fetchPage(cursor));
    items.push(...part.items);
    cursor = part.nextCursor;
    if (!cursor) {
      break;
    }
  }
  return { items, complete: !cursor };
}

export function fetchTargets(selector: string, cursor?: string): Promise<Page<Target>> {
  const query = { limit: MOST_AT_ONCE, cursor, selector: selector || undefined };
  return take(api.GET("/targets", { params: { query } }));
}

/** Every target that may be seen. */
export function useAllTargets(enabled = true) {
  return useQuery({
    queryKey: ["targets", "all"],
    queryFn: () => everything((cursor) => fetchTargets("", cursor)),
    staleTime: 15_000,
    enabled,
  });
}

/** Every credential that may be seen, without its secret. */
export function useAllCredentials(enabled = true) {
  return useQuery({
    queryKey: ["credentials", "all"],
    queryFn: () =>
      everything((cursor) => take(api.GET("/credentials", { params: { query: { limit: MOST_AT_ONCE, cursor } } }))),
    staleTime: 30_000,
    enabled,
  });
}

/** Credentials by their ids, as far as they may be seen. */
export function useCredentialsById(enabled = true): Map<string, Credential> {
  const { data } = useAllCredentials(enabled);
  return useMemo(() => new Map(data?.items.map((credential) => [credential.id, credential])), [data]);
}

/** After a change: every list of targets, and what counts them. */
export function useTargetsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ["targets"] }), [client]);
}

export function createTarget(body: TargetInput): Promise<Target> {
  return take(api.POST("/targets", { body }));
}

export function getTarget(id: string): Promise<Target> {
  return take(api.GET("/targets/{id}", { params: { path: { id } } }));
}

export function updateTarget(id: string, body: TargetInput): Promise<Target> {
  return take(api.PUT("/targets/{id}", { params: { path: { id } }, body }));
}

export function deleteTarget(id: string): Promise<unknown> {
  return take(api.DELETE("/targets/{id}", { params: { path: { id } } }));
}

export function testTarget(id: string): Promise<ConnectionTest> {
  return take(api.POST("/targets/{id}/test", { params: { path: { id } }, body: {} }));
}

export function setHostKey(id: string, hostKey: string): Promise<Target> {
  return take(api.PUT("/targets/{id}/host-key", { params: { path: { id } }, body: { hostKey } }));
}

/** What a person wrote of a target. Without its host key, which the server keeps while the address stays. */
export function inputOf({ name, host, port, connection, credentialId, tags, hostKeyPolicy }: Target): TargetInput {
  return { name, host, port, connection, credentialId, tags, hostKeyPolicy };
}
