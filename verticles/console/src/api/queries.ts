import {
  keepPreviousData,
  QueryClient,
  type QueryKey,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
  useQueries,
  useQuery,
} from "@tanstack/react-query";
import { useMemo } from "react";
import { api, type Page, take } from "./client";
import { asProblem } from "./problem";

const SOON = 5_000;
/** How often a server that did not answer is asked again; milliseconds. */
const KNOCK = 10_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: SOON,
      // Without a network it is said that there is none, instead of waiting for one without a word.
      networkMode: "always",
      refetchOnReconnect: true,
      retry: (count, error) => {
        const { status } = asProblem(error);
        return count < 3 && (status === 0 || status === 429 || status >= 500);
      },
      refetchInterval: (query) => (query.state.error && asProblem(query.state.error).isOffline ? KNOCK : false),
      retryDelay: (count, error) => (asProblem(error).retryAfter ?? Math.min(2 ** count, 10)) * 1000,
    },
    // What could not be done must not be done later by itself, such as a rerun when a laptop is opened again.
    mutations: { networkMode: "always" },
  },
});

export interface Pages<T> {
  items: T[];
  query: UseInfiniteQueryResult<{ pages: Page<T>[] }, Error>;
}

/**
 * A list of the server, part by part. `refetch` is how often its parts are looked at again; milliseconds.
 */
export function usePages<T>(
  key: QueryKey,
  fetchPage: (cursor: string | undefined) => Promise<Page<T>>,
  options: { refetch?: number; enabled?: boolean } = {},
): Pages<T> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    ...(options.refetch === undefined ? {} : { refetchInterval: options.refetch }),
    enabled: options.enabled ?? true,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { items, query };
}

/** Of jobs that no list told, so many are asked for by themselves. */
const MOST_BY_THEMSELVES = 50;
const LONGEST_NAME = 128;
const A_WHILE = 60_000;

function useJobList(enabled: boolean) {
  return useQuery({
    queryKey: ["jobs", "names"],
    queryFn: () => take(api.GET("/jobs", { params: { query: { limit: 500 } } })),
    staleTime: A_WHILE,
    enabled,
  });
}

/** Names of the first jobs by their ids, as far as they may be seen; when there are more, of those with words in theirs, too. */
export function useJobNames(enabled = true, words = ""): Map<string, string> {
  const { data } = useJobList(enabled);
  const q = words.slice(0, LONGEST_NAME).trim();
  const more = data?.nextCursor !== undefined && q !== "";
  const found = useQuery({
    queryKey: ["jobs", "names", q],
    queryFn: () => take(api.GET("/jobs", { params: { query: { q, limit: MOST_BY_THEMSELVES } } })),
    staleTime: A_WHILE,
    placeholderData: keepPreviousData,
    enabled: enabled && more,
  });
  const others = more ? found.data?.items : undefined;
  return useMemo(
    () => new Map([...(data?.items ?? []), ...(others ?? [])].map((job) => [job.id, job.name])),
    [data, others],
  );
}

/** Names of these jobs, too, when they are not among the first ones. */
export function useNamesOfJobs(ids: string[], enabled = true): Map<string, string> {
  const list = useJobList(enabled);
  const listed = useJobNames(enabled);
  const missing = list.data || list.error ? notNamed(ids, listed).slice(0, MOST_BY_THEMSELVES) : [];
  const others = useQueries({
    queries: missing.map((id) => ({
      queryKey: ["jobs", "name", id],
      queryFn: async () => [id, (await take(api.GET("/jobs/{id}", { params: { path: { id } } }))).name] as const,
      staleTime: A_WHILE,
      enabled,
    })),
    combine: answered,
  });
  return useMemo(() => new Map([...listed, ...others]), [listed, others]);
}

function answered<T>(queries: { data?: T }[]): T[] {
  return queries.flatMap(({ data }) => (data === undefined ? [] : [data]));
}

/** Ids without a name, each once. */
export function notNamed(ids: string[], names: ReadonlyMap<string, string>): string[] {
  return [...new Set(ids)].filter((id) => id !== "" && !names.has(id));
}
