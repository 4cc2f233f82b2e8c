import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, type Schemas, take } from "../../api/client";

export type Credential = Schemas["Credential"];
export type CredentialInput = Schemas["CredentialInput"];

export function saveCredential(input: CredentialInput, id?: string): Promise<Credential> {
  return id
    ? take(api.PUT("/credentials/{id}", { params: { path: { id } }, body: input }))
    : take(api.POST("/credentials", { body: input }));
}

export function deleteCredential(id: string): Promise<unknown> {
  return take(api.DELETE("/credentials/{id}", { params: { path: { id } } }));
}

/** After a change: every list of credentials. */
export function useCredentialsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ["credentials"] }), [client]);
}
