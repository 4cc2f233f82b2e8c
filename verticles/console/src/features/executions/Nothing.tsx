import { Button, Stack } from "@mui/material";
import { Play, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { useCan } from "../../app/session";
import { Empty } from "../../ui/Outcome";
import type { Executions } from "./useExecutions";
import type { Whole } from "./useThings";

/** A thing is named that there is not: nothing can match. */
export function Unknown({ thing, name, clear }: NonNullable<Whole["unknown"]> & { clear(): void }) {
  const { t } = useTranslation("executions");
  return (
    <Empty
      icon={SearchX}
      title={t(`unknown.${thing}`, { name })}
      text={t("unknown.text")}
      action={
        <Button variant="outlined" onClick={clear}>
          {t("none.clear")}
        </Button>
      }
      cli={thing === "target" ? "opsconductor target ls" : "opsconductor schedule ls"}
    />
  );
}

interface Props {
  list: Executions;
  filtered: boolean;
  /** The server was asked for some of them alone. */
  narrowed: boolean;
  clear(): void;
}

/** No executions, or none that match. */
export function Nothing({ list, filtered, narrowed, clear }: Props) {
  const { t } = useTranslation("executions");
  const can = useCan();
  const { query } = list.pages;
  if (!filtered) {
    return (
      <Empty
        icon={Play}
        title={t("empty.title")}
        text={t("empty.text")}
        action={
          can("job:run") && (
            <Button component={RouterLink} to="/run" variant="contained">
              {t("run")}
            </Button>
          )
        }
        cli="opsconductor exec -t env=prod -- uptime"
      />
    );
  }
  return (
    <Empty
      icon={Play}
      title={t("none.title")}
      text={list.complete ? t("none.all") : t(narrowed ? "none.soFarNarrowed" : "none.soFar", { count: list.looked })}
      action={
        <Stack direction="row" sx={{ gap: 1, justifyContent: "center", flexWrap: "wrap" }}>
          {!list.complete && (
            <Button variant="contained" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
              {t("none.further")}
            </Button>
          )}
          <Button variant="outlined" onClick={clear}>
            {t("none.clear")}
          </Button>
        </Stack>
      }
      cli="opsconductor executions ls --state failed"
    />
  );
}
