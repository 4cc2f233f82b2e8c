import { Box, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import type { Tone } from "../../app/theme";
import { duration } from "../../app/times";
import { Outcome } from "../../ui/Outcome";
import { Section } from "./fields";
import { AGAIN } from "./queries";

type Told = Schemas["ScheduleStatistics"];

const COUNTS: [keyof Told["counts"], Tone][] = [
  ["fired", "success"],
  ["late", "warning"],
  ["skipped", "neutral"],
  ["missed", "error"],
  ["failed", "error"],
  ["succeeded", "success"],
  ["unsuccessful", "error"],
];

/** How a schedule did: counts since it was made, and how late its runs of the last 30 days began. */
export function Statistics({ id }: { id: string }) {
  const { t } = useTranslation("schedules");
  const query = useQuery({
    queryKey: ["schedules", "statistics", id],
    queryFn: () => take(api.GET("/schedules/{id}/statistics", { params: { path: { id } } })),
    refetchInterval: AGAIN,
  });
  return (
    <Outcome query={query} permission="schedule:read">
      {(told) => (
        <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
          <Section title={t("statistics.counts")}>
            <Box
              component="dl"
              sx={{
                margin: 0,
                display: "grid",
                gap: 1.5,
                gridTemplateColumns: "repeat(auto-fit, minmax(130px, 1fr))",
              }}
            >
              {COUNTS.map(([key, tone]) => (
                <Box key={key} sx={{ display: "flex", flexDirection: "column-reverse" }}>
                  <Box component="dt" sx={{ color: "text.secondary", fontSize: "0.8125rem" }}>
                    {t(`statistics.count.${key}`)}
                  </Box>
                  <Box
                    component="dd"
                    sx={(theme) => ({
                      margin: 0,
                      fontSize: "1.375rem",
                      fontWeight: 620,
                      fontVariantNumeric: "tabular-nums",
                      color: told.counts[key] > 0 ? theme.vars?.palette.tone[tone].text : "text.secondary",
                    })}
                  >
                    {told.counts[key]}
                  </Box>
                </Box>
              ))}
            </Box>
            {told.medianDurationMs !== undefined && (
              <Typography>{t("statistics.median", { duration: duration(told.medianDurationMs) })}</Typography>
            )}
          </Section>
          <Section title={t("statistics.lateness")} text={t("statistics.latenessText")}>
            <Histogram lateness={told.lateness} />
          </Section>
        </Box>
      )}
    </Outcome>
  );
}

function Histogram({ lateness }: { lateness: Told["lateness"] }) {
  const { t } = useTranslation("schedules");
  const most = Math.max(1, ...lateness.map((bucket) => bucket.count ?? 0));
  const label = (index: number) => {
    const upTo = lateness[index]?.upToMs;
    return upTo
      ? t("statistics.upTo", { duration: duration(upTo) })
      : t("statistics.later", { duration: duration(lateness[index - 1]?.upToMs ?? 0) });
  };
  if (lateness.every((bucket) => !bucket.count)) {
    return <Typography color="textSecondary">{t("statistics.noRuns")}</Typography>;
  }
  return (
    <Box component="table" sx={{ borderCollapse: "collapse", width: "100%", maxWidth: 720 }}>
      <caption style={{ position: "absolute", width: 1, height: 1, overflow: "hidden", clipPath: "inset(50%)" }}>
        {t("statistics.lateness")}
      </caption>
      <tbody>
        {lateness.map((bucket, index) => (
          <tr key={bucket.upToMs ?? "later"}>
            <Box
              component="th"
              scope="row"
              sx={{ textAlign: "start", fontWeight: 480, paddingBlock: 0.5, whiteSpace: "nowrap", width: 150 }}
            >
              {label(index)}
            </Box>
            <Box
              component="td"
              sx={{ width: 56, textAlign: "end", paddingInlineEnd: 1, fontVariantNumeric: "tabular-nums" }}
            >
              {bucket.count ?? 0}
            </Box>
            <td>
              <Box
                aria-hidden
                sx={(theme) => ({
                  height: 16,
                  minWidth: bucket.count ? 2 : 0,
                  borderRadius: 0.5,
                  backgroundColor: theme.vars?.palette.tone.info.solid,
                })}
                style={{ width: `${((bucket.count ?? 0) / most) * 100}%` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}
