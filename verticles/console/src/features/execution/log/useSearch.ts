import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { api, type Schemas, take } from "../../../api/client";
import { asProblem } from "../../../api/problem";
import { marksOf } from "./highlight";
import { placeOfHit, writePlace } from "./links";

export interface Asked {
  q: string;
  regex: boolean;
  ignoreCase: boolean;
  /** Only what this target printed; an id. */
  target: string;
}

/** So many hits are looked for by themselves; more when somebody wants them. */
const ENOUGH = 1000;
const PART = 500;

/** Looks for something in all that is stored of an execution, wherever the page is. */
export function useSearch(executionId: string, asked: Asked, current: string) {
  const { q, regex, ignoreCase, target } = asked;
  const query = useInfiniteQuery({
    queryKey: ["execution-search", executionId, asked],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET("/executions/{id}/output/search", {
          params: {
            path: { id: executionId },
            query: { q, regex, ignoreCase, limit: PART, cursor: pageParam, ...(target ? { target } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    enabled: q !== "",
    refetchOnWindowFocus: false,
    staleTime: 60_000,
    retry: (count, error) => count < 2 && asProblem(error).status !== 400 && asProblem(error).status !== 404,
  });
  const hits = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && hits.length < ENOUGH) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetching, isError, hits.length, fetchNextPage]);
  const marks = useMemo(() => marksOf(q, regex, ignoreCase, hits), [q, regex, ignoreCase, hits]);
  const at = useMemo(() => indexOf(hits, current), [hits, current]);
  const next = (step: 1 | -1, line: string): Schemas["OutputHit"] | undefined => {
    const from = indexOf(hits, line);
    return hits.at(from < 0 ? (step > 0 ? 0 : -1) : (from + step) % hits.length);
  };
  return {
    hits,
    marks,
    at,
    next,
    problem: query.error ? asProblem(query.error) : undefined,
    searching: isFetching,
    more: hasNextPage,
    loadMore: fetchNextPage,
    again: query.refetch,
    scanned: query.data?.pages.reduce((sum, page) => sum + (page.scannedBytes ?? 0), 0) ?? 0,
  };
}

function indexOf(hits: Schemas["OutputHit"][], line: string): number {
  return hits.findIndex((hit) => writePlace(placeOfHit(hit)) === line);
}

export type Search = ReturnType<typeof useSearch>;
