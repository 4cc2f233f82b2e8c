import { describe, expect, it } from "vitest";
import { suggest, takeUp } from "./suggestions";

const known = {
  jobs: ["backup", "web restart"],
  people: ["ann", "bob"],
  targets: ["web-1"],
  schedules: ["every night"],
};
const inserts = (text: string, caret = text.length) => suggest(text, caret, known).map((each) => each.insert);

describe("suggestions", () => {
  it("should be the names of terms, then their values", () => {
    // given / when / then
    expect(inserts("st")).toEqual(["state:", "started>"]);
    expect(inserts("disk -b")).toEqual(["-by:"]);
    expect(inserts("-t")).toEqual(["-trigger:"]);
    expect(inserts("target:w")).toEqual(["target:web-1"]);
    expect(inserts("schedule:n")).toEqual(['schedule:"every night"']);
    expect(inserts("state:fa")).toEqual(["state:failed"]);
    expect(inserts("state:failed,lo")).toEqual(["state:failed,lost"]);
    expect(inserts("job:web")).toEqual(['job:"web restart"']);
    expect(inserts("by:ann")).toEqual([]);
    expect(inserts("nothing:x")).toEqual([]);
  });

  it("should be about the part at the caret", () => {
    // given / when / then
    expect(inserts("state:run by:ann", 9)).toEqual(["state:running"]);
    expect(inserts('job:"web res')).toEqual(['job:"web restart"']);
  });

  it("should be taken up in the place of that part", () => {
    // given
    const [first] = suggest("state:run by:ann", 9, known);

    // when
    const taken = first && takeUp("state:run by:ann", 9, first);

    // then
    expect(taken).toEqual({ text: "state:running by:ann", caret: 13 });
    expect(takeUp("st", 2, { insert: "state:", done: false })).toEqual({ text: "state:", caret: 6 });
    expect(takeUp("state:f", 7, { insert: "state:failed", done: true })).toEqual({ text: "state:failed ", caret: 13 });
  });
});
