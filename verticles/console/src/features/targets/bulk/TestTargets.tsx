import { Box, Button, DialogActions, DialogContent, DialogContentText, Link, Stack, Typography } from "@mui/material";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import type { ConnectionTest, Target } from "../data";
import { testTarget, useTargetsChanged } from "../data";
import { CATEGORIES, CATEGORY_ORDER } from "../look";
import { Mark } from "../Mark";
import { NameList, notRunOf, Progress, RefusedList, refusedOf } from "./parts";
import { type Bulk, useBulk } from "./useBulk";

const AT_ONCE = 8;
const MOST_LINKS = 30;

/** Connects to each target, and tells by category what came of it and what to do. */
export function TestTargets({ targets, onClose }: { targets: readonly Target[]; onClose(): void }) {
  const { t } = useTranslation("targets");
  const { t: ui } = useTranslation("ui");
  const bulk = useBulk<Target, ConnectionTest>();
  const changed = useTargetsChanged();
  const start = async (which: readonly Target[]) => {
    await bulk.run(which, AT_ONCE, ({ id }) => testTarget(id));
    await changed();
  };
  const failed = bulk.items.filter((_, index) => {
    const one = bulk.settled[index];
    return one?.state === "failed" || (one?.state === "done" && !one.value.ok);
  });
  return (
    <>
      <DialogContent>
        {bulk.phase === "idle" ? (
          <Stack sx={{ gap: 2 }}>
            <DialogContentText>{t("test.text", { count: targets.length, most: AT_ONCE })}</DialogContentText>
            <NameList names={targets.map(({ name }) => name)} label={t("bulk.names")} />
          </Stack>
        ) : (
          <Stack sx={{ gap: 2 }}>
            {bulk.phase === "running" ? (
              <Progress bulk={bulk} label={t("test.running")} />
            ) : (
              <Typography role="status">
                {t("test.over", { ok: bulk.items.length - failed.length - notRunOf(bulk), count: bulk.items.length })}
                {notRunOf(bulk) > 0 && ` ${t("bulk.notRun", { count: notRunOf(bulk) })}`}
              </Typography>
            )}
            <Results bulk={bulk} />
            <RefusedList refused={refusedOf(bulk)} />
          </Stack>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={bulk.phase === "running"}>
          {ui(bulk.phase === "idle" ? "cancel" : "close")}
        </Button>
        {bulk.phase === "idle" && (
          <Button variant="contained" onClick={() => start(targets)}>
            {t("test.action", { count: targets.length })}
          </Button>
        )}
        {bulk.phase === "over" && failed.length > 0 && (
          <Button variant="contained" onClick={() => start(failed)}>
            {t("test.again", { count: failed.length })}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function Results({ bulk }: { bulk: Bulk<Target, ConnectionTest> }) {
  const { t } = useTranslation("targets");
  const { t: ui } = useTranslation("ui");
  return (
    <Stack component="ul" sx={{ gap: 1.5, listStyle: "none", padding: 0, margin: 0 }}>
      {CATEGORY_ORDER.map((category) => {
        const members = bulk.items.filter((_, index) => {
          const one = bulk.settled[index];
          return one?.state === "done" && one.value.category === category;
        });
        if (members.length === 0) {
          return null;
        }
        return (
          <Box component="li" key={category} data-category={category}>
            <Mark {...CATEGORIES[category]}>
              {t(`category.${category}.word`)} · {members.length}
            </Mark>
            {category !== "ok" && (
              <Typography variant="body2" sx={{ marginTop: 0.5 }}>
                {t(`category.${category}.remedy`)}
              </Typography>
            )}
            <Typography variant="body2" color="textSecondary" component="div" sx={{ overflowWrap: "anywhere" }}>
              {members.slice(0, MOST_LINKS).map(({ id, name }, index) => (
                <span key={id}>
                  {index > 0 && ", "}
                  <Link component={RouterLink} to={`/targets/${id}`}>
                    {name}
                  </Link>
                </span>
              ))}
              {members.length > MOST_LINKS && ` ${ui("andMore", { count: members.length - MOST_LINKS })}`}
            </Typography>
          </Box>
        );
      })}
    </Stack>
  );
}
