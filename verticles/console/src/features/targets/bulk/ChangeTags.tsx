import {
  Alert,
  Autocomplete,
  Box,
  Button,
  DialogActions,
  DialogContent,
  DialogContentText,
  Stack,
  TextField,
  Typography,
} from "@mui/material";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../../api/problem";
import { mono } from "../../../app/theme";
import { getTarget, inputOf, type Target, updateTarget, useTargetsChanged } from "../data";
import { TagsField } from "../TagChips";
import { changedTags, sameTags, type Tags, tagsOf, tagTexts } from "../tags";
import { NameList, notRunOf, Progress, RefusedList, refusedOf } from "./parts";
import { useBulk } from "./useBulk";

const AT_ONCE = 4;

interface Change {
  name: string;
  target: Target;
  tags: Tags;
}

/** Sets and removes tags of many targets: chosen, shown exactly, then done to what was shown. */
export function ChangeTags({ targets, onClose }: { targets: readonly Target[]; onClose(): void }) {
  const { t } = useTranslation("targets");
  const { t: ui } = useTranslation("ui");
  const [set, setSet] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const [frozen, setFrozen] = useState<Change[] | null>(null);
  const bulk = useBulk<Change, Target>();
  const changed = useTargetsChanged();
  const keys = useMemo(() => [...new Set(targets.flatMap(({ tags }) => Object.keys(tags)))].sort(), [targets]);
  const known = useMemo(() => [...new Set(targets.flatMap(({ tags }) => tagTexts(tags)))].sort(), [targets]);

  const preview = () => {
    const change = { set: tagsOf(set) ?? {}, remove };
    const changes = targets.map((target) => ({ name: target.name, target, tags: changedTags(target.tags, change) }));
    setFrozen(changes.filter(({ target, tags }) => !sameTags(target.tags, tags)));
  };
  const apply = async (changes: readonly Change[]) => {
    await bulk.run(changes, AT_ONCE, async ({ target, tags }) => {
      const now = await getTarget(target.id);
      if (now.updatedAt !== target.updatedAt) {
        throw new ApiProblem(409, { code: "conflict", detail: t("tags.changedMeanwhile") });
      }
      return updateTarget(target.id, { ...inputOf(now), tags });
    });
    await changed();
  };
  const undo = async () => {
    const done = bulk.items.flatMap((change, index) => {
      const one = bulk.settled[index];
      return one?.state === "done" ? [{ ...change, target: one.value, tags: change.target.tags }] : [];
    });
    await apply(done);
  };
  const stage = bulk.phase !== "idle" ? bulk.phase : frozen ? "preview" : "choose";
  return (
    <>
      <DialogContent>
        {stage === "choose" && (
          <Stack sx={{ gap: 2, paddingTop: 1 }}>
            <TagsField label={t("tags.set")} value={set} onChange={setSet} options={known} />
            <Autocomplete
              multiple
              options={keys}
              value={remove}
              onChange={(_, next) => setRemove(next)}
              renderInput={(params) => (
                <TextField {...params} label={t("tags.remove")} helperText={t("tags.removeHelp")} />
              )}
            />
          </Stack>
        )}
        {stage === "preview" && frozen && <Preview changes={frozen} of={targets.length} />}
        {stage === "running" && <Progress bulk={bulk} label={t("tags.running")} />}
        {stage === "over" && (
          <Stack sx={{ gap: 2 }}>
            <Typography role="status">
              {t("tags.over", { count: bulk.done - refusedOf(bulk).length })}
              {notRunOf(bulk) > 0 && ` ${t("bulk.notRun", { count: notRunOf(bulk) })}`}
            </Typography>
            <RefusedList refused={refusedOf(bulk)} />
          </Stack>
        )}
      </DialogContent>
      <DialogActions>
        {stage === "preview" && <Button onClick={() => setFrozen(null)}>{ui("back")}</Button>}
        {stage === "over" && bulk.done > refusedOf(bulk).length && <Button onClick={undo}>{ui("undo")}</Button>}
        <Button onClick={onClose} disabled={stage === "running"}>
          {ui(stage === "over" || stage === "running" ? "close" : "cancel")}
        </Button>
        {stage === "choose" && (
          <Button variant="contained" onClick={preview} disabled={set.length + remove.length === 0}>
            {t("tags.preview")}
          </Button>
        )}
        {stage === "preview" && frozen && (
          <Button variant="contained" disabled={frozen.length === 0} onClick={() => apply(frozen)}>
            {t("tags.action", { count: frozen.length })}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

const MOST_ROWS = 200;

function Preview({ changes, of }: { changes: readonly Change[]; of: number }) {
  const { t } = useTranslation("targets");
  const { t: ui } = useTranslation("ui");
  if (changes.length === 0) {
    return <Alert severity="info">{t("tags.nothing")}</Alert>;
  }
  return (
    <Stack sx={{ gap: 1.5 }}>
      <DialogContentText>
        {t(changes.length === of ? "tags.willChangeAll" : "tags.willChange", { count: changes.length, of })}
      </DialogContentText>
      <NameList names={changes.map(({ name }) => name)} label={t("bulk.names")} />
      <Box
        component="ul"
        tabIndex={0}
        aria-label={t("tags.differences")}
        sx={{ margin: 0, padding: 0, listStyle: "none", maxHeight: 260, overflow: "auto" }}
      >
        {changes.slice(0, MOST_ROWS).map(({ target, tags }) => (
          <Box component="li" key={target.id} sx={{ overflowWrap: "anywhere", paddingBlock: 0.25 }}>
            <strong>{target.name}</strong> <Difference before={target.tags} after={tags} />
          </Box>
        ))}
        {changes.length > MOST_ROWS && <li>{ui("andMore", { count: changes.length - MOST_ROWS })}</li>}
      </Box>
    </Stack>
  );
}

function Difference({ before, after }: { before: Tags; after: Tags }) {
  const gone = tagTexts(before).filter((text) => !tagTexts(after).includes(text));
  const come = tagTexts(after).filter((text) => !tagTexts(before).includes(text));
  return (
    <>
      {gone.map((text) => (
        <Box key={text} component="del" sx={{ ...mono, color: "error.main", marginInlineEnd: 1 }}>
          −{text}
        </Box>
      ))}
      {come.map((text) => (
        <Box
          key={text}
          component="ins"
          sx={{ ...mono, color: "success.main", textDecoration: "none", marginInlineEnd: 1 }}
        >
          +{text}
        </Box>
      ))}
    </>
  );
}
