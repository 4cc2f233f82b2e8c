import { Box, Button, Checkbox, Stack } from "@mui/material";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Pages } from "../api/queries";
import { Outcome } from "./Outcome";

export interface Column<T> {
  key: string;
  label: string;
  /** As a track of a CSS grid: `2fr`, `120px`, `minmax(160px, 1fr)`. */
  width: string;
  render(row: T): ReactNode;
  /** Left out on a phone. */
  wideOnly?: boolean;
  align?: "end";
}

interface Props<T> {
  label: string;
  columns: Column<T>[];
  pages: { items: T[]; query: Pages<unknown>["query"] };
  rowKey(row: T): string;
  /** The page of a row; undefined when it has none. */
  href?(row: T): string | undefined;
  /** What a row is called, for who hears it. */
  nameOf(row: T): string;
  empty: ReactNode;
  permission?: string;
  /** What a row says as one cell over all columns, such as the head of a group. */
  whole?(row: T): ReactNode;
  /** What is said below of how many there are, instead of the number of rows. */
  counted?: string;
  selection?: { selected: Set<string>; change(next: Set<string>): void };
}

const ROW = 44;
const HEAD = 36;
/** More rows than these scroll inside of the table, and only those in sight are there. */
const VIRTUAL_FROM = 60;

/**
 * A list of things: rows by the keyboard as by the mouse, parts of the list when they are asked for, and as quick with
 * ten thousand rows as with ten.
 */
export function DataTable<T>(props: Props<T>) {
  const { pages, permission, empty } = props;
  return (
    <Outcome query={{ ...pages.query, data: pages.query.data && pages.items }} permission={permission}>
      {(rows) => (rows.length === 0 ? empty : <Rows {...props} rows={rows} />)}
    </Outcome>
  );
}

function Rows<T>(props: Props<T> & { rows: T[] }) {
  const { label, columns, pages, rows, rowKey, href, nameOf, whole, counted, selection } = props;
  const { t } = useTranslation("ui");
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = rows.length > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
    enabled: virtual,
  });
  const template = (selection ? "40px " : "") + columns.map((column) => column.width).join(" ");
  const narrow =
    (selection ? "40px " : "") +
    columns
      .filter((c) => !c.wideOnly)
      .map((c) => c.width)
      .join(" ");
  const grid = {
    display: "grid",
    gridTemplateColumns: { xs: narrow, md: template },
    alignItems: "center",
    columnGap: 1.5,
    paddingInline: 1.5,
  };
  const shown = virtual
    ? virtualizer.getVirtualItems().map((item) => ({ index: item.index, top: item.start }))
    : rows.map((_, index) => ({ index, top: index * ROW }));

  const move = (event: KeyboardEvent<HTMLElement>, index: number) => {
    const to = event.key === "ArrowDown" ? index + 1 : event.key === "ArrowUp" ? index - 1 : -1;
    if (to >= 0 && to < rows.length) {
      event.preventDefault();
      if (virtual) {
        virtualizer.scrollToIndex(to);
      }
      requestAnimationFrame(() => {
        const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"]`);
        const takes = row?.hasAttribute("tabindex") ? row : row?.querySelector<HTMLElement>("a, button");
        takes?.focus({ preventScroll: virtual });
      });
    } else if (event.key === "Enter" && event.target === event.currentTarget) {
      const row = rows[index];
      const page = row && href?.(row);
      if (page) {
        navigate(page);
      }
    }
  };

  const all = selection && rows.every((row) => selection.selected.has(rowKey(row)));
  return (
    <Box
      sx={(theme) => ({
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1.25,
        backgroundColor: theme.vars?.palette.background.paper,
        overflow: "hidden",
      })}
    >
      <Box
        ref={scroller}
        role="table"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        sx={{ overflow: "auto", maxHeight: virtual ? "calc(100vh - 260px)" : undefined, minHeight: virtual ? 300 : 0 }}
      >
        <Box
          role="row"
          aria-rowindex={1}
          sx={(theme) => ({
            ...grid,
            height: HEAD,
            position: "sticky",
            top: 0,
            zIndex: 1,
            backgroundColor: theme.vars?.palette.background.paper,
            borderBottom: `1px solid ${theme.vars?.palette.divider}`,
            color: theme.vars?.palette.text.secondary,
            fontSize: "0.75rem",
            fontWeight: 560,
          })}
        >
          {selection && (
            <Box role="columnheader">
              <Checkbox
                checked={Boolean(all)}
                indeterminate={!all && selection.selected.size > 0}
                onChange={() => selection.change(new Set(all ? [] : rows.map(rowKey)))}
                slotProps={{ input: { "aria-label": t("selectAll") } }}
                sx={{ padding: 0.5 }}
              />
            </Box>
          )}
          {columns.map((column) => (
            <Box
              key={column.key}
              role="columnheader"
              sx={{ display: column.wideOnly ? { xs: "none", md: "block" } : "block", textAlign: column.align }}
            >
              {column.label}
            </Box>
          ))}
        </Box>
        <Box role="rowgroup" sx={{ position: "relative", height: rows.length * ROW }}>
          {shown.map(({ index, top }) => {
            const row = rows[index];
            if (row === undefined) {
              return null;
            }
            const key = rowKey(row);
            const only = whole?.(row);
            const page = only ? undefined : href?.(row);
            return (
              <Box
                key={key}
                role="row"
                aria-rowindex={index + 2}
                aria-label={nameOf(row)}
                data-index={index}
                tabIndex={page ? 0 : undefined}
                onKeyDown={(event) => move(event, index)}
                onClick={(event) => {
                  if (page && isOfRow(event) && !window.getSelection()?.toString()) {
                    if (event.ctrlKey || event.metaKey) {
                      window.open(page);
                    } else {
                      navigate(page);
                    }
                  }
                }}
                onAuxClick={(event) => {
                  if (page && event.button === 1 && isOfRow(event)) {
                    window.open(page);
                  }
                }}
                sx={(theme) => ({
                  ...grid,
                  position: "absolute",
                  insetInline: 0,
                  top,
                  height: ROW,
                  cursor: page ? "pointer" : "default",
                  borderBottom: `1px solid ${theme.vars?.palette.divider}`,
                  "&:last-of-type": { borderBottom: 0 },
                  "&:hover": { backgroundColor: theme.vars?.palette.action.hover },
                  "&:focus-visible": { outline: `2px solid ${theme.vars?.palette.primary.main}`, outlineOffset: -2 },
                })}
              >
                {only && (
                  <Box role="cell" aria-colspan={columns.length} sx={{ gridColumn: "1 / -1", minWidth: 0 }}>
                    {only}
                  </Box>
                )}
                {selection && !only && (
                  <Box role="cell">
                    <Checkbox
                      checked={selection.selected.has(key)}
                      onChange={() => {
                        const next = new Set(selection.selected);
                        if (!next.delete(key)) {
                          next.add(key);
                        }
                        selection.change(next);
                      }}
                      slotProps={{ input: { "aria-label": t("select", { name: nameOf(row) }) } }}
                      sx={{ padding: 0.5 }}
                    />
                  </Box>
                )}
                {(only ? [] : columns).map((column) => (
                  <Box
                    key={column.key}
                    role="cell"
                    onPointerEnter={(event) => nameWhatIsCut(event.currentTarget)}
                    sx={{
                      display: column.wideOnly ? { xs: "none", md: "block" } : "block",
                      overflow: "hidden",
                      textOverflow: "ellipsis",
                      whiteSpace: "nowrap",
                      textAlign: column.align,
                    }}
                  >
                    {column.render(row)}
                  </Box>
                ))}
              </Box>
            );
          })}
        </Box>
      </Box>
      <Foot query={pages.query} count={rows.length} counted={counted} />
    </Box>
  );
}

/** Whether a click means the row, and not a control in it. */
function isOfRow(event: MouseEvent<HTMLElement>): boolean {
  return !(event.target as HTMLElement).closest("a,button,input,label");
}

/** What does not fit into a cell is told by a tooltip. */
function nameWhatIsCut(cell: HTMLElement) {
  if (cell.scrollWidth > cell.clientWidth && !cell.querySelector("[title]")) {
    cell.title = cell.textContent ?? "";
  } else {
    cell.removeAttribute("title");
  }
}

function Foot({ query, count, counted }: { query: Pages<unknown>["query"]; count: number; counted?: string }) {
  const { t } = useTranslation("ui");
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  return (
    <Stack
      direction="row"
      sx={(theme) => ({
        alignItems: "center",
        justifyContent: "space-between",
        paddingInline: 1.5,
        minHeight: 38,
        borderTop: `1px solid ${theme.vars?.palette.divider}`,
        color: theme.vars?.palette.text.secondary,
        fontSize: "0.75rem",
      })}
    >
      <span>{counted ?? (hasNextPage ? t("atLeast", { count }) : t("rows", { count }))}</span>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Stack>
  );
}
