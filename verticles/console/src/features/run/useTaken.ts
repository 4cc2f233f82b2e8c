import { useQuery } from "@tanstack/react-query";
import { api, type Page, type Schemas, take } from "../../api/client";
import { useMe } from "../../app/session";
import type { TargetSelection } from "../../ui/selection";
import { type AdHocForm, formOfDefinition } from "./adHoc";
import { remembered } from "./recent";

const PART = 500;
/** Of more targets no selection is made by their ids. */
const MOST_PARTS = 20;

async function targetsOf(id: string): Promise<TargetSelection> {
  const ids = new Set<string>();
  let cursor: string | undefined;
  for (let part = 0; part < MOST_PARTS; part++) {
    const page: Page<Schemas["Task"]> = await take(
      api.GET("/executions/{id}/tasks", { params: { path: { id }, query: { limit: PART, cursor } } }),
    );
    for (const { target } of page.items) {
      ids.add(target.id);
    }
    cursor = page.nextCursor;
    if (!cursor) {
      break;
    }
  }
  return { ids: [...ids] };
}

/**
 * What an execution without a job ran, to be changed and run again. Its targets are those that it had, unless this browser
 * remembers how they were chosen.
 */
export function useTaken(id: string) {
  const me = useMe();
  return useQuery({
    queryKey: ["executionTaken", id],
    queryFn: async (): Promise<AdHocForm> => {
      const chosen = remembered(me.id).find((run) => run.executionId === id)?.targets;
      const [definition, targets] = await Promise.all([
        take(api.GET("/executions/{id}/definition", { params: { path: { id } } })),
        chosen ?? targetsOf(id),
      ]);
      return formOfDefinition(definition, targets);
    },
  });
}
