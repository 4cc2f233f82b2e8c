import { Box, Button, Stack, Typography } from "@mui/material";
import { Ban, ChevronsUp, Play, RotateCcw } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useLocation } from "react-router";
import type { Schemas } from "../../api/client";
import { useJobNames } from "../../api/queries";
import { useCan, useMe } from "../../app/session";
import { DataTable } from "../../ui/DataTable";
import { Outcome } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { SavedViews } from "../../ui/SavedViews";
import { useTicked } from "../../ui/useTicked";
import { useUrlState } from "../../ui/useUrlState";
import { BulkDialog } from "./BulkDialog";
import { type BulkAction, type Plan, planOf } from "./bulk";
import { useExecutionColumns, useExecutionName } from "./columns";
import { FilterBar } from "./FilterBar";
import { parseFilter } from "./filter";
import { Nothing, Unknown } from "./Nothing";
import { splitFilter } from "./split";
import { type Executions, useExecutions } from "./useExecutions";
import { useThings, type Whole } from "./useThings";

type Execution = Schemas["Execution"];

/** The place in the history that was looked at last, and since when. */
let last = { place: "", at: 0 };

/** "Within 24 hours" counts from when it was asked for, so that rows do not leave under one's eyes, nor when one comes back. */
function askedAt(place: string): number {
  if (last.place !== place) {
    last = { place, at: Date.now() };
  }
  return last.at;
}

function isNarrowed(whole: Whole | undefined): boolean {
  return Object.values(whole?.asked ?? {}).some((value) => value !== undefined);
}

const GIVEN_VIEWS = [
  { name: "all", query: "" },
  { name: "running", query: "state:running" },
  { name: "waiting", query: "state:waiting" },
  { name: "failedToday", query: "state:failed started>-24h" },
  { name: "scheduled", query: "trigger:schedule" },
] as const;

/** Everything that ran, runs or will, newest first. */
export default function ExecutionsPage() {
  const { t } = useTranslation("executions");
  const can = useCan();
  const [query, setQuery] = useUrlState("q");
  const jobs = useJobNames();
  const { key } = useLocation();
  const filter = useMemo(() => parseFilter(query, askedAt(`${key} ${query}`)), [query, key]);
  const split = useMemo(() => splitFilter(filter.terms, jobs), [filter, jobs]);
  const things = useThings(split);
  const known = things.data !== undefined && things.data.unknown === undefined;
  const list = useExecutions(things.data?.asked ?? split.asked, split.local, known && can("execution:read"));
  const [selected, setSelected] = useTicked();
  const [plan, setPlan] = useState<Plan | null>(null);
  const me = useMe();
  const columns = useExecutionColumns();
  const nameOf = useExecutionName();
  const people = useMemo(
    () => [...new Set([me.username, ...list.pages.items.flatMap((one) => one.startedBy ?? [])])],
    [me.username, list.pages.items],
  );
  const chosen = list.pages.items.filter((execution) => selected.has(execution.id));
  const begin = (action: BulkAction) => setPlan(planOf(action, chosen, nameOf));
  const selectable = can("execution:cancel") || can("job:run");

  return (
    <Page
      title={t("title")}
      actions={
        can("job:run") && (
          <Button component={RouterLink} to="/run" variant="contained" startIcon={<Play size={16} />}>
            {t("run")}
          </Button>
        )
      }
    >
      <Stack sx={{ gap: 1.25 }}>
        <FilterBar value={query} onChange={setQuery} errors={filter.errors} people={people} />
        {/* As high with one as with the other, so that no row moves from under the pointer. */}
        <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap", alignItems: "center", minHeight: 34 }}>
          {chosen.length > 0 ? (
            <BulkActions count={chosen.length} begin={begin} clear={() => setSelected(new Set())} />
          ) : (
            <SavedViews
              list="executions"
              given={GIVEN_VIEWS.map(({ name, query }) => ({ name: t(`views.${name}`), query }))}
              query={query}
              show={setQuery}
            />
          )}
          <Box sx={{ flex: 1 }} />
          {list.arrived > 0 && (
            <Button variant="outlined" startIcon={<ChevronsUp size={16} />} onClick={list.showArrived}>
              {t("arrived", { count: list.arrived })}
            </Button>
          )}
        </Stack>
        {split.local.length > 0 && list.pages.query.data && <Looked list={list} narrowed={isNarrowed(things.data)} />}
      </Stack>
      <Outcome query={things} permission={split.things.target === undefined ? "schedule:read" : "target:read"}>
        {({ unknown, asked }) =>
          unknown ? (
            <Unknown {...unknown} clear={() => setQuery("")} />
          ) : (
            <DataTable<Execution>
              label={t("title")}
              columns={columns}
              pages={list.pages}
              rowKey={(execution) => execution.id}
              href={(execution) => `/executions/${execution.id}`}
              nameOf={nameOf}
              permission="execution:read"
              selection={selectable ? { selected, change: setSelected } : undefined}
              empty={
                <Nothing
                  list={list}
                  filtered={filter.terms.length > 0}
                  narrowed={isNarrowed({ asked })}
                  clear={() => setQuery("")}
                />
              }
            />
          )
        }
      </Outcome>
      {plan && (
        <BulkDialog
          plan={plan}
          onClose={(done) => {
            setPlan(null);
            if (done) {
              setSelected(new Set());
            }
          }}
        />
      )}
    </Page>
  );
}

function BulkActions({ count, begin, clear }: { count: number; begin(action: BulkAction): void; clear(): void }) {
  const { t } = useTranslation("executions");
  const { t: ui } = useTranslation("ui");
  const can = useCan();
  return (
    <>
      <Typography sx={{ fontWeight: 560 }}>{ui("selected", { count })}</Typography>
      {can("job:run") && (
        <>
          <Button startIcon={<RotateCcw size={16} />} onClick={() => begin("rerunFailed")}>
            {t("bulk.rerunFailed.button")}
          </Button>
          <Button startIcon={<RotateCcw size={16} />} onClick={() => begin("rerunAll")}>
            {t("bulk.rerunAll.button")}
          </Button>
        </>
      )}
      {can("execution:cancel") && (
        <Button color="error" startIcon={<Ban size={16} />} onClick={() => begin("cancel")}>
          {t("bulk.cancel.button")}
        </Button>
      )}
      <Button color="inherit" onClick={clear}>
        {t("bulk.clear")}
      </Button>
    </>
  );
}

/** How far was looked, where the server did not look for it. */
function Looked({ list, narrowed }: { list: Executions; narrowed: boolean }) {
  const { t } = useTranslation("executions");
  return (
    <Typography color="textSecondary" role="status">
      {t(list.complete ? "looked.all" : `looked.${narrowed ? "narrowed" : "any"}`, {
        count: list.looked,
        found: list.pages.items.length,
      })}
    </Typography>
  );
}
