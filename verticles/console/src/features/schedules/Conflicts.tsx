import { Alert, Box, Link, Typography } from "@mui/material";
import { CircleCheck, Hourglass, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import type { Schemas } from "../../api/client";
import { duration, useTimes } from "../../app/times";
import { Lines, Outcome } from "../../ui/Outcome";
import { TimeText } from "../../ui/TimeText";

interface Props {
  query: { data: Schemas["Conflicts"] | undefined; error: unknown; isPending: boolean; refetch(): unknown };
}

/** Pairs of schedules that touch the same targets at once, and hours with more than usual. */
export function Conflicts({ query }: Props) {
  const { t } = useTranslation("schedules");
  return (
    <Box
      component="section"
      aria-labelledby="conflicts-title"
      sx={(theme) => ({
        padding: 2,
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1.25,
        backgroundColor: theme.vars?.palette.background.paper,
      })}
    >
      <Typography id="conflicts-title" variant="h2" sx={{ marginBottom: 1 }}>
        {t("conflicts.title")}
      </Typography>
      <Outcome query={query} skeleton={<Lines count={2} />} permission="schedule:read">
        {(conflicts) => <Told conflicts={conflicts} />}
      </Outcome>
    </Box>
  );
}

const item = { display: "flex", gap: 1, paddingBlock: 0.75, alignItems: "flex-start" } as const;

function Told({ conflicts }: { conflicts: Schemas["Conflicts"] }) {
  const { t } = useTranslation("schedules");
  const times = useTimes();
  const { targets, hours, complete } = conflicts;
  return (
    <>
      {!complete && <Alert severity="warning">{t("conflicts.incomplete")}</Alert>}
      {targets.length === 0 && hours.length === 0 && (
        <Box sx={{ ...item, color: "text.secondary" }}>
          <CircleCheck size={18} aria-hidden />
          {t("conflicts.none")}
        </Box>
      )}
      <Box component="ul" sx={{ listStyle: "none", margin: 0, padding: 0 }}>
        {targets.map((each) => (
          <Box component="li" key={`${each.scheduleId}${each.otherScheduleId}`} sx={item}>
            <Warn icon={TriangleAlert} />
            <Box sx={{ minWidth: 0, overflowWrap: "anywhere" }}>
              <Link underline="always" component={RouterLink} to={`/schedules/${each.scheduleId}`}>
                {each.name}
              </Link>{" "}
              {t("conflicts.and")}{" "}
              <Link underline="always" component={RouterLink} to={`/schedules/${each.otherScheduleId}`}>
                {each.otherName}
              </Link>{" "}
              {t("conflicts.touch", { count: each.targetCount })} <TimeText at={each.at} />
              {each.times > 1 && `, ${t("conflicts.times", { count: each.times })}`}
              <Typography variant="body2" color="textSecondary">
                {each.targets.join(", ")}
                {each.targetCount > each.targets.length && ", …"}
              </Typography>
            </Box>
          </Box>
        ))}
        {hours.map((each) => (
          <Box component="li" key={each.hour} sx={item}>
            <Warn icon={Hourglass} />
            <Box sx={{ minWidth: 0, overflowWrap: "anywhere" }}>
              {t("conflicts.hour", {
                count: each.runs,
                hour: times.short(each.hour),
                expected: duration(each.expectedSeconds * 1000),
                usual: duration(each.usualSeconds * 1000),
              })}
              <Typography variant="body2" color="textSecondary">
                {each.schedules.join(", ")}
              </Typography>
            </Box>
          </Box>
        ))}
      </Box>
    </>
  );
}

function Warn({ icon: Icon }: { icon: typeof TriangleAlert }) {
  return (
    <Box
      component="span"
      sx={(theme) => ({
        flexShrink: 0,
        display: "flex",
        marginTop: "2px",
        color: theme.vars?.palette.tone.warning.text,
      })}
    >
      <Icon size={17} aria-hidden />
    </Box>
  );
}
