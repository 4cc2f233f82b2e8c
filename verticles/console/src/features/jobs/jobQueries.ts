import { useQuery } from "@tanstack/react-query";
import { api, type Schemas, take } from "../../api/client";
import { etag } from "../../api/etag";
import { queryClient } from "../../api/queries";
import type { Job, JobInput } from "./jobForm";

/** The current version of a job. */
export function useJob(id: string, options: { refetch?: number } = {}) {
  return useQuery({
    queryKey: ["jobs", "one", id],
    queryFn: () => take(api.GET("/jobs/{id}", { params: { path: { id } } })),
    ...(options.refetch === undefined ? {} : { refetchInterval: options.refetch }),
  });
}

/** Saves a new version over the one that was edited. */
export async function saveJob(edited: Job, body: JobInput): Promise<Job> {
  const saved = await take(
    api.PUT("/jobs/{id}", {
      params: { path: { id: edited.id }, header: { "If-Match": etag(edited) } },
      body,
    }),
  );
  queryClient.setQueryData(["jobs", "one", saved.id], saved);
  void queryClient.invalidateQueries({ queryKey: ["jobs"] });
  return saved;
}

/** What is due next of the schedules of a job, and when; the one that is not paused first. */
export function nextOf(schedules: Schemas["Schedule"][]): Schemas["Schedule"] | undefined {
  return schedules
    .filter((schedule) => schedule.enabled && !schedule.pause && schedule.nextDueAt)
    .sort((one, two) => (one.nextDueAt ?? "").localeCompare(two.nextDueAt ?? ""))[0];
}

/** Puts the first field with which something is wrong into sight, and there the cursor. */
export function showWrong(within: "main" | "[role=dialog]" = "main") {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(`${within} [aria-invalid="true"]`);
    field?.scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
  });
}
