import { api, take } from "../../api/client";
import type { Job } from "./jobForm";

/** What the list tells of a job; scripts are not kept for thousands of them. */
export type ListedJob = Pick<Job, "id" | "name" | "description" | "targets" | "updatedAt" | "updatedBy">;

/** The first part is small, so that it is soon there; the others are few. */
const FIRST = 100;
const PART = 500;

/** A part of all jobs. */
export async function partOfJobs(cursor?: string): Promise<{ items: ListedJob[]; nextCursor?: string }> {
  const limit = cursor ? PART : FIRST;
  const { items, nextCursor } = await take(api.GET("/jobs", { params: { query: { limit, cursor } } }));
  return {
    items: items.map(({ id, name, description, targets, updatedAt, updatedBy }) => ({
      id,
      name,
      description,
      targets,
      updatedAt,
      updatedBy,
    })),
    nextCursor,
  };
}
