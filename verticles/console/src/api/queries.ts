import {
  QueryClient,
  type QueryKey,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
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

/** Names of jobs by their ids, as far as they may be seen. */
export function useJobNames(enabled = true): Map<string, string> {
  const { data } = useQuery({
    queryKey: ["jobs", "names"],
    queryFn: () => take(api.GET("/jobs", { params: { query: { limit: 500 } } })),
    staleTime: 60_000,
    enabled,
  });
  return useMemo(() => new Map(data?.items.map((job) => [job.id, job.name])), [data]);
}
