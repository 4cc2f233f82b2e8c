import type { ApiProblem } from "../../../api/problem";

/** Why a name was refused: because of itself, or because something else has it. */
export function nameRefused(problem: ApiProblem | null, pointer = "/name"): string | undefined {
  return isTaken(problem) ? problem?.message : problem?.of(pointer);
}

/** What else is to be shown, when the name's own field shows that it is taken. */
export function exceptTaken(problem: ApiProblem | null): ApiProblem | null {
  return isTaken(problem) ? null : problem;
}

function isTaken(problem: ApiProblem | null): boolean {
  return problem?.code.endsWith("name_taken") ?? false;
}
