import { describe, expect, it } from "vitest";
import type { Schemas } from "../../api/client";
import { cronOf, fieldsOf, newWhen, specOf, type When, whenOf } from "./spec";

type Spec = Schemas["ScheduleSpec"];

const when = (change: Partial<When>): When => ({ ...newWhen("Europe/Berlin"), ...change });
const recurring = (change: Partial<Schemas["RecurringSpec"]>): Spec => ({
  type: "recurring",
  frequency: "daily",
  times: ["02:30"],
  every: 1,
  since: null,
  zone: "Europe/Berlin",
  ...change,
});

describe("what the server is told of a form", () => {
  const specs: [string, Spec][] = [
    ["hourly", { type: "cron", expression: "15 * * * *", zone: "UTC" }],
    ["daily", recurring({ every: 2, since: "2026-01-01" })],
    ["weekdays", recurring({ frequency: "weekly", weekdays: ["mon", "tue", "wed", "thu", "fri"] })],
    ["weekly", recurring({ frequency: "weekly", weekdays: ["wed", "sun"], times: ["02:30", "14:00"] })],
    ["monthly", recurring({ frequency: "monthly", day: 31 })],
    ["nthWeekday", recurring({ frequency: "monthly", week: -1, weekdays: ["fri"] })],
    ["lastDay", recurring({ frequency: "monthly", day: -1 })],
    ["interval", { type: "interval", every: "PT90S", anchor: "2026-11-22T10:00:00Z", zone: "UTC" }],
    ["once", { type: "once", at: "2026-12-01T02:30", zone: "Europe/Berlin" }],
    ["cron", { type: "cron", expression: "0 3 1 * mon", zone: "Asia/Tokyo" }],
  ];

  it.each(specs)("should come back as it was, as %s", (preset, spec) => {
    // given what the server told, when it goes through the form, then it is the same
    const form = whenOf(spec);
    expect(form.preset).toBe(preset);
    expect(specOf(form)).toEqual(spec);
  });

  it("should take workdays that are counted as a week of its own", () => {
    // given every other week on workdays
    const spec = recurring({
      frequency: "weekly",
      weekdays: ["mon", "tue", "wed", "thu", "fri"],
      every: 2,
      since: "2026-01-05",
    });

    // when / then
    expect(whenOf(spec).preset).toBe("weekly");
    expect(specOf(whenOf(spec))).toEqual(spec);
  });

  it("should keep what is typed amiss, for the server to say so", () => {
    // given
    const form = when({ preset: "monthly", day: "x", interval: { amount: "abc", unit: "hours" } });

    // when / then
    expect(specOf(form)).toMatchObject({ day: Number.NaN });
    expect(specOf({ ...form, preset: "interval" })).toMatchObject({ every: "PTabcH" });
  });
});

describe("fields as cron", () => {
  it.each<[Partial<When>, string | undefined]>([
    [{ preset: "hourly", minute: "15" }, "15 * * * *"],
    [{ preset: "daily", times: ["02:30", "14:30"] }, "30 2,14 * * *"],
    [{ preset: "daily", times: ["02:30", "14:00"] }, undefined],
    [{ preset: "daily", every: "2", since: "2026-01-01" }, undefined],
    [{ preset: "daily", times: ["02:30:15"] }, undefined],
    [{ preset: "weekdays" }, "30 2 * * mon-fri"],
    [{ preset: "weekly", weekdays: ["sun", "wed"] }, "30 2 * * wed,sun"],
    [{ preset: "weekly", weekdays: [] }, undefined],
    [{ preset: "monthly", day: "15" }, "30 2 15 * *"],
    [{ preset: "nthWeekday", week: 2, weekday: "tue" }, "30 2 * * tue#2"],
    [{ preset: "nthWeekday", week: -1, weekday: "fri" }, "30 2 * * friL"],
    [{ preset: "lastDay" }, "30 2 L * *"],
    [{ preset: "interval" }, undefined],
    [{ preset: "once" }, undefined],
  ])("should write %j as %s", (change, expression) => {
    // given a form, when it is written as cron, then it says the same or there is none
    expect(cronOf(when(change))).toBe(expression);
  });

  it.each([
    ["15 * * * *", { preset: "hourly", minute: "15" }],
    ["30 2 * * *", { preset: "daily", times: ["02:30"] }],
    ["0,30 2,14 * * *", { preset: "daily", times: ["02:00", "02:30", "14:00", "14:30"] }],
    ["30 2 * * 1-5", { preset: "weekdays" }],
    ["30 2 ? * MON-FRI", { preset: "weekdays" }],
    ["0 0 * * 0,3", { preset: "weekly", weekdays: ["wed", "sun"] }],
    ["0 0 * * fri-mon", { preset: "weekly", weekdays: ["mon", "fri", "sat", "sun"] }],
    ["0 6 1 * *", { preset: "monthly", day: "1" }],
    ["0 6 L * *", { preset: "lastDay" }],
    ["0 6 * * tue#2", { preset: "nthWeekday", weekday: "tue", week: 2 }],
    ["0 6 * * 5L", { preset: "nthWeekday", weekday: "fri", week: -1 }],
    ["@weekly", { preset: "weekly", weekdays: ["sun"], times: ["00:00"] }],
  ])("should read %s into fields", (expression, fields) => {
    // given an expression that fields can say, when it is read, then they say it
    expect(fieldsOf(expression, newWhen("UTC"))).toMatchObject(fields);
  });

  it.each([
    "*/5 * * * *",
    "0 6 1 * mon",
    "0 6 1 1 *",
    "0 0 6 * * *",
    "0 6 15W * *",
    "0 6 0 * *",
    "61 6 * * *",
    "0 6 * * mox",
    "",
    "@yearly",
  ])("should leave %s as cron", (expression) => {
    // given an expression that says more than fields can, or nothing, when it is read, then it stays
    expect(fieldsOf(expression, newWhen("UTC"))).toBeUndefined();
  });
});
