import { describe, expect, it } from "vitest";
import { HOUR, instantOf, nextTransition, offsetAt, plusMonths, startOfDay, wallOf, weekdayOf } from "./zones";

const iso = (at: number) => new Date(at).toISOString();

describe("the clock of a zone", () => {
  it("should show what a zone shows on both sides of a change", () => {
    // given the hour in which clocks in Berlin go forward
    // when / then
    expect(wallOf("2026-03-29T00:59:59Z", "Europe/Berlin")).toBe("2026-03-29T01:59:59");
    expect(wallOf("2026-03-29T01:00:00Z", "Europe/Berlin")).toBe("2026-03-29T03:00:00");
    expect(offsetAt(Date.parse("2026-07-01T00:00:00Z"), "Asia/Kolkata")).toBe(5.5 * HOUR);
  });

  it.each([
    ["2026-06-01T12:00", "Europe/Berlin", "2026-06-01T10:00:00.000Z"],
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    ["2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00.000Z"],
    ["2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00.000Z"],
    ["2026-12-31T23:59", "Asia/Kathmandu", "2026-12-31T18:14:00.000Z"],
  ])("should know which instant %s in %s is", (wall, zone, at) => {
    // given a time of the clock, when it is looked up, then it is the first instant that shows it
    expect(iso(instantOf(wall, zone))).toBe(at);
  });

  it("should begin a day where its first moment is, also without a midnight", () => {
    // given zones whose clocks change at midnight or not at all
    // when / then
    expect(iso(startOfDay("2026-03-29", "Europe/Berlin"))).toBe("2026-03-28T23:00:00.000Z");
    expect(iso(startOfDay("2026-09-06", "America/Santiago"))).toBe("2026-09-06T04:00:00.000Z");
    expect(iso(startOfDay("2026-04-24", "Africa/Cairo"))).toBe("2026-04-23T22:00:00.000Z");
  });

  it("should find the next change, and its kind", () => {
    // given a zone with changes, and ones without
    const after = Date.parse("2026-11-22T00:00:00Z");

    // when
    const gap = nextTransition("Europe/Berlin", after);
    const overlap = nextTransition("Europe/Berlin", after, "overlap");

    // then
    expect(gap).toEqual({
      kind: "gap",
      at: Date.parse("2027-03-28T01:00:00Z"),
      from: "2027-03-28T02:00:00",
      to: "2027-03-28T03:00:00",
    });
    expect(overlap).toMatchObject({ kind: "overlap", from: "2027-10-31T03:00:00", to: "2027-10-31T02:00:00" });
    expect(nextTransition("UTC", after)).toBeUndefined();
    expect(nextTransition("Asia/Tokyo", after)).toBeUndefined();
  });

  it("should count months and weekdays by the calendar", () => {
    // given / when / then
    expect(plusMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(plusMonths("2026-12-15", 1)).toBe("2027-01-15");
    expect(plusMonths("2026-03-31", -1)).toBe("2026-02-28");
    expect(weekdayOf("2026-11-22")).toBe(6);
    expect(weekdayOf("2026-11-23")).toBe(0);
  });
});
