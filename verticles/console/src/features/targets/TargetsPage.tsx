import { Box, Button, Collapse, Stack, useMediaQuery, useTheme } from "@mui/material";
import { FileDown, Funnel, Play, Plug, Plus, SearchX, Server } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { asProblem } from "../../api/problem";
import { usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { mono } from "../../app/theme";
import { type Column, DataTable } from "../../ui/DataTable";
import { Empty } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { SavedViews } from "../../ui/SavedViews";
import { useTicked } from "../../ui/useTicked";
import { useUrlState } from "../../ui/useUrlState";
import { AddTarget } from "./AddTarget";
import { BulkDialog } from "./bulk/BulkDialog";
import { TestTargets } from "./bulk/TestTargets";
import { fetchTargets, type Target, useCredentialsById } from "./data";
import { Facets } from "./Facets";
import { HOST_KEY_LOOKS, hostKeyState } from "./look";
import { Mark } from "./Mark";
import { SelectionBar } from "./SelectionBar";
import { SelectorField } from "./SelectorField";
import { TagChips } from "./TagChips";

const ImportTargets = lazy(async () => ({ default: (await import("./import/ImportTargets")).ImportTargets }));

/** The hosts on which things run, found by an expression. */
export default function TargetsPage() {
  const { t } = useTranslation("targets");
  const can = useCan();
  const wide = useMediaQuery(useTheme().breakpoints.up("md"));
  const [selector, setSelector] = useUrlState("selector", "", false);
  const [open, setOpen] = useUrlState("open");
  const [selected, setSelected] = useTicked();
  const [narrowing, setNarrowing] = useState(false);
  const pages = usePages(["targets", "list", selector], (cursor) => fetchTargets(selector, cursor));
  const columns = useColumns();
  const problem = pages.query.error ? asProblem(pages.query.error) : null;
  const selectorError = problem?.of("/selector");
  const chosen = useMemo(() => pages.items.filter(({ id }) => selected.has(id)), [pages.items, selected]);
  const selects = ["job:run", "target:test", "target:write"].some(can);
  const change = (next: string) => {
    setSelected(new Set());
    setSelector(next);
  };
  const add = can("target:write") && (
    <Button variant="contained" startIcon={<Plus size={17} />} onClick={() => setOpen("add")}>
      {t("add.open")}
    </Button>
  );
  const bring = can("target:write") && (
    <Button variant="outlined" startIcon={<FileDown size={17} />} onClick={() => setOpen("import")}>
      {t("import.open")}
    </Button>
  );
  const tests = can("target:test") && pages.items.length > 0;
  const facets = (
    <Facets targets={pages.items} more={pages.query.hasNextPage} selector={selector} onSelector={change} />
  );
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          {tests && (
            <Button startIcon={<Plug size={16} />} onClick={() => setOpen("test")}>
              {t(selector || pages.query.hasNextPage ? "test.shown" : "test.all")}
            </Button>
          )}
          {can("job:run") && !selectorError && (
            <Button
              component={Link}
              to={`/run?selector=${encodeURIComponent(selector || "all")}`}
              startIcon={<Play size={16} />}
            >
              {t(selector ? "run.matching" : "run.all")}
            </Button>
          )}
          {bring}
          {add}
        </>
      }
    >
      <SelectorField value={selector} onApply={change} error={selectorError} />
      {!selectorError && <SavedViews list="targets" query={selector} show={change} />}
      <SelectionBar
        targets={chosen}
        onClear={() => setSelected(new Set())}
        onDeleted={(ids) => setSelected(new Set([...selected].filter((id) => !ids.includes(id))))}
      />
      {!wide && pages.items.length > 0 && (
        <Box>
          <Button
            startIcon={<Funnel size={16} />}
            aria-expanded={narrowing}
            onClick={() => setNarrowing(!narrowing)}
            variant="outlined"
          >
            {t("facets.title")}
          </Button>
          <Collapse in={narrowing} sx={{ marginTop: 1 }}>
            {facets}
          </Collapse>
        </Box>
      )}
      <Box
        sx={{ display: "grid", gap: 2.5, gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "200px minmax(0, 1fr)" } }}
      >
        {wide && <Box>{facets}</Box>}
        <Box sx={{ minWidth: 0, gridColumn: pages.items.length === 0 ? "1 / -1" : undefined }}>
          {selectorError ? (
            <Empty
              icon={SearchX}
              title={t("selector.bad")}
              text={t("selector.badText")}
              action={<Button onClick={() => change("")}>{t("selector.clear")}</Button>}
            />
          ) : (
            <DataTable
              label={t("title")}
              columns={columns}
              pages={pages}
              rowKey={({ id }) => id}
              nameOf={({ name }) => name}
              href={({ id }) => `/targets/${id}`}
              permission="target:read"
              selection={selects ? { selected, change: setSelected } : undefined}
              empty={
                selector ? (
                  <Empty
                    icon={SearchX}
                    title={t("none.title")}
                    text={t("none.text")}
                    action={<Button onClick={() => change("")}>{t("selector.clear")}</Button>}
                  />
                ) : (
                  <Empty
                    icon={Server}
                    title={t("empty.title")}
                    text={t("empty.text")}
                    action={
                      <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap", justifyContent: "center" }}>
                        {add}
                        {bring}
                      </Stack>
                    }
                    cli="opsconductor target add web-1 --host 192.0.2.10 --credential deploy --tag env=prod"
                  />
                )
              }
            />
          )}
        </Box>
      </Box>
      <AddTarget open={open === "add" && can("target:write")} onClose={() => setOpen("")} />
      <TestAll targets={pages.items} open={open === "test" && Boolean(tests)} onClose={() => setOpen("")} />
      <Suspense>
        {open === "import" && can("target:write") && <ImportTargets open onClose={() => setOpen("")} />}
      </Suspense>
    </Page>
  );
}

/** Tests what is listed when it is opened, whatever comes into the list meanwhile. */
function TestAll({ targets, open, onClose }: { targets: Target[]; open: boolean; onClose(): void }) {
  const { t } = useTranslation("targets");
  return (
    <BulkDialog open={open} onClose={onClose} title={t("test.title", { count: targets.length })}>
      {open && <TestTargets targets={targets} onClose={onClose} />}
    </BulkDialog>
  );
}

function useColumns(): Column<Target>[] {
  const { t } = useTranslation("targets");
  const can = useCan();
  const credentials = useCredentialsById(can("credential:read"));
  return useMemo(
    () => [
      {
        key: "name",
        label: t("column.name"),
        width: "minmax(0, 1.2fr)",
        render: ({ name }) => <span title={name}>{name}</span>,
      },
      {
        key: "address",
        label: t("column.address"),
        width: "minmax(0, 1.2fr)",
        render: ({ host, port }) => (
          <Box component="span" sx={mono} title={`${host} ${port}`}>
            {host.includes(":") ? `[${host}]` : host}:{port}
          </Box>
        ),
      },
      {
        key: "tags",
        label: t("column.tags"),
        width: "minmax(0, 2.8fr)",
        wideOnly: true,
        render: ({ tags }) => <TagChips tags={tags} most={3} />,
      },
      {
        key: "credential",
        label: t("column.credential"),
        width: "minmax(0, 0.7fr)",
        wideOnly: true,
        render: ({ credentialId }) => credentials.get(credentialId)?.name ?? t("credentialHidden"),
      },
      {
        key: "hostKey",
        label: t("column.hostKey"),
        width: "140px",
        wideOnly: true,
        render: (target) => {
          const state = hostKeyState(target);
          return <Mark {...HOST_KEY_LOOKS[state]}>{t(`hostKey.${state}`)}</Mark>;
        },
      },
    ],
    [t, credentials],
  );
}
