import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";

export type Window = Schemas["Window"];
export type WindowType = Window["type"];

/** A window that nobody has filled in yet. */
export function newWindow(type: WindowType): Window {
  switch (type) {
    case "weekly":
      return { type, weekdays: [], from: "18:00", to: "06:00" };
    case "days":
      return { type, days: [] };
    case "absolute":
      return { type, from: "", to: "" };
  }
}

/** A window in words. */
export function useWindowWords(): (window: Window) => string {
  const { t } = useTranslation("schedules");
  return useCallback(
    (window) => {
      switch (window.type) {
        case "weekly": {
          const days = window.weekdays ?? [];
          const when = days.length === 0 ? t("window.everyDay") : days.map((day) => t(`weekday.${day}`)).join(", ");
          return t("window.weekly", { days: when, from: window.from, to: window.to });
        }
        case "days":
          return t("window.days", { days: window.days.join(", ") });
        case "absolute":
          return t("window.absolute", { from: window.from.replace("T", " "), to: window.to.replace("T", " ") });
      }
    },
    [t],
  );
}
