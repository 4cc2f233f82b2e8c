import { type InfiniteData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { api, type Page, type Schemas, take } from "../../api/client";
import { type Pages, usePages } from "../../api/queries";
import { isFinal } from "../../ui/states";
import { arrivals, updated } from "./live";
import { type Asked, type LocalTerm, matches } from "./split";

type Execution = Schemas["Execution"];

/** So many are looked at by themselves when some of the filter is looked for here. */
const LOOKED_AT = 500;
const PART = 100;
const HEAD = 100;
const EVERY = 5_000;
/** Of those that go on and are older than the newest ones, so many are asked for one by one. */
const MOST_SINGLE = 20;

export interface Executions {
  pages: Pages<Execution>;
  /** How many were looked at, and whether that is all that can match. */
  looked: number;
  complete: boolean;
  /** How many have arrived since. */
  arrived: number;
  showArrived(): void;
}

/** A list that stays as it is under the eyes of who reads it: states change in place, new ones wait until they are asked for. */
export function useExecutions(asked: Asked, local: LocalTerm[], enabled: boolean): Executions {
  const client = useQueryClient();
  const limit = local.length > 0 ? LOOKED_AT : PART;
  const key = useMemo(() => ["executions", "list", asked, limit], [asked, limit]);
  const loaded = usePages<Execution>(
    key,
    (cursor) => take(api.GET("/executions", { params: { query: { ...asked, limit, cursor } } })),
    { enabled },
  );
  const head = useQuery({
    queryKey: ["executions", "head", asked],
    queryFn: () => take(api.GET("/executions", { params: { query: { ...asked, limit: HEAD } } })),
    refetchInterval: EVERY,
    enabled,
  });

  const news = useMemo(() => arrivals(loaded.items, head.data?.items ?? []), [loaded.items, head.data]);
  const single = useMemo(
    () =>
      loaded.items
        .filter((execution) => !isFinal(execution.state) && !news.current.has(execution.id))
        .slice(0, MOST_SINGLE)
        .map((execution) => execution.id),
    [loaded.items, news],
  );
  const singles = useQuery({
    queryKey: ["executions", "single", single],
    queryFn: async () => {
      const answers = await Promise.allSettled(
        single.map((id) => take(api.GET("/executions/{id}", { params: { path: { id } } }))),
      );
      return new Map(
        answers.flatMap((answer) => (answer.status === "fulfilled" ? [[answer.value.id, answer.value]] : [])),
      );
    },
    refetchInterval: EVERY,
    enabled: enabled && single.length > 0,
    placeholderData: (before) => before,
  });

  const shown = useMemo(() => loaded.items.filter((execution) => matches(execution, local)), [loaded.items, local]);
  const items = useMemo(
    () => updated(shown, news.current, singles.data ?? new Map<string, Execution>()),
    [shown, news, singles.data],
  );

  const showArrived = useCallback(() => {
    if (news.gap) {
      void client.resetQueries({ queryKey: key });
      return;
    }
    client.setQueryData<InfiniteData<Page<Execution>>>(key, (data) => {
      const [first, ...rest] = data?.pages ?? [];
      return data && first ? { ...data, pages: [{ ...first, items: [...news.fresh, ...first.items] }, ...rest] } : data;
    });
  }, [client, key, news]);

  const arrived = news.fresh.filter((execution) => matches(execution, local)).length;
  const nothingShown = loaded.query.data !== undefined && loaded.items.length === 0;
  useEffect(() => {
    // Into an empty list nothing can jump.
    if (nothingShown && arrived > 0) {
      showArrived();
    }
  }, [nothingShown, arrived, showArrived]);

  return {
    pages: { items, query: loaded.query },
    looked: loaded.items.length,
    complete: !loaded.query.hasNextPage,
    arrived,
    showArrived,
  };
}
