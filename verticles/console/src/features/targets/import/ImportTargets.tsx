import { Alert, Button, DialogActions, DialogContent, Stack, Typography } from "@mui/material";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../../app/session";
import { Outcome } from "../../../ui/Outcome";
import { BulkDialog } from "../bulk/BulkDialog";
import { notRunOf, Progress, RefusedList, refusedOf } from "../bulk/parts";
import { TestTargets } from "../bulk/TestTargets";
import { useBulk } from "../bulk/useBulk";
import { CredentialField } from "../CredentialField";
import { createTarget, deleteTarget, type Target, useAllTargets, useTargetsChanged } from "../data";
import { TagsField } from "../TagChips";
import { tagsOf } from "../tags";
import { ImportSource } from "./ImportSource";
import type { Entry } from "./parsed";
import { type PlanOptions, planImport } from "./plan";
import { Report } from "./Report";
import { detectFormat, type Format, readHosts } from "./read";

const AT_ONCE = 4;

/** The dialog that makes targets of a pasted text. */
export function ImportTargets({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useTranslation("targets");
  const known = useAllTargets(open);
  const [tested, setTested] = useState<Target[]>();
  return (
    <BulkDialog
      title={tested ? t("test.title", { count: tested.length }) : t("import.title")}
      open={open}
      onClose={onClose}
      wide
    >
      {open && tested && <TestTargets targets={tested} onClose={onClose} />}
      {open && !tested && (
        <Outcome query={known} permission="target:read">
          {({ items, complete }) => <Import known={items} complete={complete} onTest={setTested} onClose={onClose} />}
        </Outcome>
      )}
    </BulkDialog>
  );
}

interface Props {
  known: Target[];
  complete: boolean;
  onTest(made: Target[]): void;
  onClose(): void;
}

function Import({ known, complete, onTest, onClose }: Props) {
  const { t } = useTranslation("targets");
  const { t: ui } = useTranslation("ui");
  const can = useCan();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Format | "auto">("auto");
  const [taken, setTaken] = useState<PlanOptions["taken"]>("leave");
  const [credentialId, setCredentialId] = useState("");
  const [tags, setTags] = useState<string[]>([]);
  // What is made is compared with what was there when the dialog was opened, or its own targets would be conflicts.
  const [before] = useState(known);
  const making = useBulk<Entry, Target>();
  const undoing = useBulk<Target, unknown>();
  const changed = useTargetsChanged();
  const format = chosen === "auto" ? detectFormat(text) : chosen;
  const parsed = useMemo(() => readHosts(text, format), [text, format]);
  const plan = useMemo(
    () => planImport(parsed, { known: before, tags: tagsOf(tags) ?? {}, taken }),
    [parsed, before, tags, taken],
  );
  const made = making.items.flatMap((_, index) => {
    const one = making.settled[index];
    return one?.state === "done" ? [one.value] : [];
  });

  const start = async () => {
    await making.run(plan.targets, AT_ONCE, ({ name, host, port, tags: own, hostKey }) =>
      createTarget({
        name,
        host,
        port,
        connection: "ssh",
        credentialId,
        tags: own,
        hostKeyPolicy: "trust_first_use",
        ...(hostKey ? { hostKey } : {}),
      }),
    );
    await changed();
  };
  const undo = async () => {
    await undoing.run(made, AT_ONCE, ({ id }) => deleteTarget(id));
    await changed();
  };
  const missing =
    text.trim() === ""
      ? "text"
      : plan.targets.length === 0
        ? "targets"
        : credentialId === ""
          ? "credential"
          : undefined;
  const stage =
    undoing.phase === "running" || making.phase === "running"
      ? "running"
      : making.phase === "over"
        ? "over"
        : "prepare";
  return (
    <>
      <DialogContent>
        {stage === "prepare" && (
          <Stack sx={{ gap: 2, paddingTop: 1 }}>
            <ImportSource text={text} onText={setText} chosen={chosen} onChoose={setChosen} detected={format} />
            {!complete && <Alert severity="warning">{t("import.incomplete", { count: before.length })}</Alert>}
            {text.trim() !== "" && (
              <>
                <Stack sx={{ gap: 2, display: "grid", gridTemplateColumns: { xs: "1fr", sm: "1fr 1fr" } }}>
                  <CredentialField value={credentialId} onChange={setCredentialId} />
                  <TagsField
                    label={t("import.tags")}
                    value={tags}
                    onChange={setTags}
                    helperText={t("import.tagsHelp")}
                  />
                </Stack>
                <Report text={text} plan={plan} taken={taken} onTaken={setTaken} />
              </>
            )}
          </Stack>
        )}
        {making.phase === "running" && <Progress bulk={making} label={t("import.running")} />}
        {undoing.phase === "running" && <Progress bulk={undoing} label={t("import.undoing")} />}
        {stage === "over" && (
          <Stack sx={{ gap: 2 }}>
            <Typography role="status">
              {undoing.phase === "over"
                ? t("import.undone", { count: undoing.done - refusedOf(undoing).length })
                : t("import.over", { count: made.length })}
              {notRunOf(making) > 0 && ` ${t("bulk.notRun", { count: notRunOf(making) })}`}
            </Typography>
            <RefusedList refused={undoing.phase === "over" ? refusedOf(undoing) : refusedOf(making)} />
          </Stack>
        )}
      </DialogContent>
      <DialogActions sx={{ flexWrap: "wrap" }}>
        {stage === "prepare" && missing && (
          <Typography
            id="import-missing"
            variant="body2"
            color="textSecondary"
            sx={{ marginInlineEnd: "auto", paddingInlineStart: 2 }}
          >
            {t(`import.missing.${missing}`)}
          </Typography>
        )}
        {stage === "over" && undoing.phase === "idle" && made.length > 0 && (
          <Button color="error" onClick={undo}>
            {t("import.undo", { count: made.length })}
          </Button>
        )}
        <Button onClick={onClose} disabled={stage === "running"}>
          {ui(stage === "prepare" ? "cancel" : "close")}
        </Button>
        {stage === "over" && undoing.phase === "idle" && made.length > 0 && can("target:test") && (
          <Button variant="contained" onClick={() => onTest(made)}>
            {t("import.test")}
          </Button>
        )}
        {stage === "prepare" && (
          <Button
            variant="contained"
            disabled={missing !== undefined}
            aria-describedby={missing && "import-missing"}
            onClick={start}
          >
            {t("import.action", { count: plan.targets.length })}
          </Button>
        )}
      </DialogActions>
    </>
  );
}
