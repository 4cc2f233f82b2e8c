import { describe, expect, it } from "vitest";
import { ApiProblem } from "../../../api/problem";
import { exceptTaken, nameRefused } from "./taken";

describe("nameRefused", () => {
  it("should tell at the field that something else has the name", () => {
    // given
    const problem = new ApiProblem(409, { code: "team_name_taken", detail: "There is a team named Web already" });

    // then
    expect(nameRefused(problem)).toBe("There is a team named Web already");
    expect(exceptTaken(problem)).toBeNull();
  });

  it("should tell what is wrong with the name itself", () => {
    // given
    const problem = new ApiProblem(422, {
      code: "invalid_request",
      errors: [{ pointer: "/name", detail: "is empty" }],
    });

    // then
    expect(nameRefused(problem)).toBe("is empty");
    expect(exceptTaken(problem)).toBe(problem);
  });

  it("should leave alone what is not about the name", () => {
    expect(nameRefused(new ApiProblem(403, { code: "more_than_own" }))).toBeUndefined();
    expect(nameRefused(null)).toBeUndefined();
  });
});
