import { Box, ButtonBase, Typography } from "@mui/material";
import { ChevronDown, ChevronRight, Folder, FolderOpen } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { type FolderRow, INDENT } from "./folders";

/** The row of a folder, which opens and closes it; by the arrows to the right and left, too. */
export function FolderHead({ row, onToggle }: { row: FolderRow; onToggle(): void }) {
  const { t } = useTranslation("jobs");
  const press = (event: KeyboardEvent) => {
    if (event.key === (row.open ? "ArrowLeft" : "ArrowRight")) {
      event.preventDefault();
      onToggle();
    }
  };
  const Chevron = row.open ? ChevronDown : ChevronRight;
  const Icon = row.open ? FolderOpen : Folder;
  return (
    <ButtonBase
      aria-expanded={row.open}
      onClick={onToggle}
      onKeyDown={press}
      sx={(theme) => ({
        display: "flex",
        width: "100%",
        height: 40,
        gap: 0.75,
        justifyContent: "flex-start",
        paddingInlineStart: `${row.depth * INDENT}px`,
        borderRadius: 1,
        font: "inherit",
        color: "inherit",
        "& svg": { flexShrink: 0 },
        "&:focus-visible": { outline: `2px solid ${theme.vars?.palette.primary.main}`, outlineOffset: -1 },
      })}
    >
      <Chevron size={16} aria-hidden />
      <Icon size={16} aria-hidden />
      <Box component="span" title={row.folder} sx={{ overflow: "hidden", textOverflow: "ellipsis", fontWeight: 560 }}>
        {row.name}
      </Box>
      <Typography component="span" variant="body2" color="textSecondary" noWrap sx={{ flexShrink: 0 }}>
        {t("list.count", { count: row.count })}
      </Typography>
    </ButtonBase>
  );
}
