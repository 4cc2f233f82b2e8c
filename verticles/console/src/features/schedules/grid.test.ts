import { describe, expect, it } from "vitest";
import { HOUR } from "../../app/zones";
import { changesClock, lengthOf, monthOf, moveTo, place, weekOf, worstOf } from "./grid";

const item = (name: string, times: string[], due = times.length) => ({
  scheduleId: name,
  name,
  jobId: "job",
  words: "now and then",
  due,
  states: {},
  times: times.map((at) => ({ at })),
});

describe("the grid of days", () => {
  it.each(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata", "UTC"])(
    "should have every day of a year once, without a hole between weeks, in %s",
    (zone) => {
      // given a year, month by month
      const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, "0")}-15`);

      // when
      const weeks = months.flatMap((month) => monthOf(month, zone));

      // then
      const days = new Set(weeks.flatMap((week) => week.days).filter((day) => day.startsWith("2026")));
      expect(days.size).toBe(365);
      for (const week of weeks) {
        const hours = (week.to - week.from) / HOUR;
        expect(hours).toBeGreaterThanOrEqual(167);
        expect(hours).toBeLessThanOrEqual(169);
        expect(week.to - week.from).toBe(week.days.reduce((sum, day) => sum + lengthOf(day, zone), 0));
      }
    },
  );

  it.each([
    ["2026-03-29", "Europe/Berlin", 23],
    ["2026-10-25", "Europe/Berlin", 25],
    ["2026-11-01", "America/New_York", 25],
    ["2026-04-05", "Australia/Lord_Howe", 24.5],
    ["2026-09-06", "America/Santiago", 23],
    ["2026-10-25", "Asia/Kolkata", 24],
  ])("should know how long %s is in %s", (day, zone, hours) => {
    // given / when / then
    expect(lengthOf(day, zone) / HOUR).toBe(hours);
    expect(changesClock(day, zone)).toBe(hours !== 24);
  });

  it("should begin weeks on Monday and show whole weeks", () => {
    // given a month that begins on a Sunday
    // when
    const weeks = monthOf("2026-11-22", "Europe/Berlin");

    // then
    expect(weeks.map((week) => week.days[0])).toEqual([
      "2026-10-26",
      "2026-11-02",
      "2026-11-09",
      "2026-11-16",
      "2026-11-23",
      "2026-11-30",
    ]);
  });

  it("should place a time on the day that the zone has then", () => {
    // given a time late in the evening of UTC
    const items = [item("night", ["2026-03-28T23:30:00Z"]), item("early", ["2026-03-28T23:10:00Z"])];

    // when
    const inBerlin = place(weekOf("2026-03-29", "Europe/Berlin"), items, "Europe/Berlin");
    const inNewYork = place(weekOf("2026-03-29", "America/New_York"), items, "America/New_York");

    // then
    expect(inBerlin.entries.get("2026-03-29")?.map((entry) => entry.name)).toEqual(["early", "night"]);
    expect([...inNewYork.entries.keys()]).toEqual(["2026-03-28"]);
  });

  it("should count what is due too often to be listed", () => {
    // given a schedule of which the server lists a part
    const items = [item("often", ["2026-03-29T10:00:00Z"], 5040)];

    // when
    const placed = place(weekOf("2026-03-29", "UTC"), items, "UTC");

    // then
    expect(placed.frequent).toEqual([
      { scheduleId: "often", name: "often", words: "now and then", due: 5040, states: {} },
    ]);
    expect(placed.entries.size).toBe(0);
  });

  it("should lead by keys to other days", () => {
    // given / when / then
    expect(moveTo("ArrowRight", "2026-12-31")).toBe("2027-01-01");
    expect(moveTo("ArrowUp", "2026-11-03")).toBe("2026-10-27");
    expect(moveTo("Home", "2026-11-22")).toBe("2026-11-16");
    expect(moveTo("End", "2026-11-16")).toBe("2026-11-22");
    expect(moveTo("PageDown", "2026-01-31")).toBe("2026-02-28");
    expect(moveTo("x", "2026-01-31")).toBeUndefined();
  });

  it("should tell the worst that became of several", () => {
    // given / when / then
    expect(worstOf([{ at: "a", state: "fired" }, { at: "b", state: "missed" }, { at: "c" }])).toBe("missed");
    expect(worstOf([{ at: "a" }])).toBeUndefined();
  });
});
