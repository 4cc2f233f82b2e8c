// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { storedClosed } from "./useClosedFolders";

it.each(["{", "7", '{"web":1}', "[1,null]"])("should have all folders open when what is remembered is %s", (text) => {
  // given
  localStorage.setItem("opsconductor.jobs.closed", text);
  // then
  expect(storedClosed()).toEqual(new Set());
});
