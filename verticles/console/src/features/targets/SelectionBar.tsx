import { Box, Button, Typography } from "@mui/material";
import { Play, Plug, Tags as TagsIcon, Trash2, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useCan } from "../../app/session";
import { BulkDialog } from "./bulk/BulkDialog";
import { ChangeTags } from "./bulk/ChangeTags";
import { DeleteTargets } from "./bulk/DeleteTargets";
import { TestTargets } from "./bulk/TestTargets";
import type { Target } from "./data";
import { selectorOfNames } from "./selector";

interface Props {
  targets: readonly Target[];
  onClear(): void;
  onDeleted(ids: string[]): void;
}

type Doing = "test" | "tags" | "delete";

/** What can be done with the targets that are selected. */
export function SelectionBar({ targets, onClear, onDeleted }: Props) {
  const { t } = useTranslation("targets");
  const { t: ui } = useTranslation("ui");
  const can = useCan();
  const [doing, setDoing] = useState<{ what: Doing; targets: readonly Target[] } | null>(null);
  const begin = (what: Doing) => () => setDoing({ what, targets: [...targets] });
  const close = () => setDoing(null);
  const selector = selectorOfNames(targets.map(({ name }) => name));
  return (
    <>
      {targets.length > 0 && (
        <Box
          role="toolbar"
          aria-label={ui("selected", { count: targets.length })}
          sx={(theme) => ({
            display: "flex",
            flexWrap: "wrap",
            gap: 1,
            alignItems: "center",
            padding: "6px 12px",
            borderRadius: 1.25,
            border: `1px solid ${theme.vars?.palette.line}`,
            backgroundColor: theme.vars?.palette.background.paper,
          })}
        >
          <Typography sx={{ fontWeight: 560, marginInlineEnd: 1 }} role="status">
            {ui("selected", { count: targets.length })}
          </Typography>
          {can("job:run") &&
            (selector ? (
              <Button
                component={Link}
                to={`/run?selector=${encodeURIComponent(selector)}`}
                startIcon={<Play size={16} />}
              >
                {t("run.these")}
              </Button>
            ) : (
              <Typography variant="body2" color="textSecondary">
                {t("run.tooMany")}
              </Typography>
            ))}
          {can("target:test") && (
            <Button startIcon={<Plug size={16} />} onClick={begin("test")}>
              {t("test.open")}
            </Button>
          )}
          {can("target:write") && (
            <>
              <Button startIcon={<TagsIcon size={16} />} onClick={begin("tags")}>
                {t("tags.open")}
              </Button>
              <Button color="error" startIcon={<Trash2 size={16} />} onClick={begin("delete")}>
                {t("delete.open")}
              </Button>
            </>
          )}
          <Button color="inherit" startIcon={<X size={16} />} onClick={onClear}>
            {t("bulk.clear")}
          </Button>
        </Box>
      )}
      <BulkDialog
        open={doing !== null}
        onClose={close}
        title={doing ? t(`${doing.what}.title`, { count: doing.targets.length }) : ""}
      >
        {doing?.what === "test" && <TestTargets targets={doing.targets} onClose={close} />}
        {doing?.what === "tags" && <ChangeTags targets={doing.targets} onClose={close} />}
        {doing?.what === "delete" && <DeleteTargets targets={doing.targets} onClose={close} onDeleted={onDeleted} />}
      </BulkDialog>
    </>
  );
}
