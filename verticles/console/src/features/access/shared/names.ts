import { useQuery } from "@tanstack/react-query";
import { api, type Schemas, take } from "../../../api/client";
import { queryClient } from "../../../api/queries";

const A_WHILE = 60_000;
const MOST = 500;

/** Roles by name, for choices. */
export function useRoles() {
  return useQuery({
    queryKey: ["roles", "all"],
    queryFn: async () => (await take(api.GET("/roles", { params: { query: { limit: MOST } } }))).items,
    staleTime: A_WHILE,
  });
}

type ObjectType = Schemas["GrantObject"]["type"];

/** Name of an object that a grant names by its id. */
export async function nameOfObject(type: ObjectType, id: string): Promise<string> {
  const params = { path: { id } };
  switch (type) {
    case "target":
      return (await take(api.GET("/targets/{id}", { params }))).name;
    case "job":
      return (await take(api.GET("/jobs/{id}", { params }))).name;
    case "credential":
      return (await take(api.GET("/credentials/{id}", { params }))).name;
    case "schedule":
      return (await take(api.GET("/schedules/{id}", { params }))).name;
    case "execution":
      return id;
  }
}

/** The name of an object; its id until it is known, or where it may not be seen. */
export function useObjectName(type: ObjectType | undefined, id: string | undefined): string {
  const { data } = useQuery({
    queryKey: ["object-name", type, id],
    queryFn: () => (type && id ? nameOfObject(type, id) : ""),
    staleTime: A_WHILE,
    retry: false,
    enabled: type !== undefined && id !== undefined && type !== "execution",
  });
  return data ?? id ?? "";
}

/** Asks again for what these keys begin with. */
export async function refresh(...keys: string[]): Promise<void> {
  await Promise.all(keys.map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
}
