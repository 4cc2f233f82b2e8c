import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  openSearchPanel,
  type SearchQuery,
  search,
  setSearchQuery,
} from "@codemirror/search";
import type { EditorState, Extension } from "@codemirror/state";
import { type EditorView, keymap, type Panel, type ViewUpdate } from "@codemirror/view";

/** A search that is open: where it is shown, and the editor as it stands. */
export interface OpenSearch {
  dom: HTMLElement;
  view: EditorView;
  state: EditorState;
}

const SCOPE = "editor search-panel";

/** Searching in the editor by the keys that a browser has for it; what is open is told, to be shown. */
export function searchIn(tell: (open: OpenSearch | null) => void): Extension {
  const createPanel = (view: EditorView): Panel => {
    const dom = document.createElement("div");
    tell({ dom, view, state: view.state });
    return {
      dom,
      top: true,
      update(update: ViewUpdate) {
        const asked = update.transactions.some((one) => one.effects.some((effect) => effect.is(setSearchQuery)));
        if (asked || update.docChanged || update.selectionSet || update.startState.readOnly !== update.state.readOnly) {
          tell({ dom, view, state: update.state });
        }
      },
      destroy: () => tell(null),
    };
  };
  return [
    search({ top: true, createPanel }),
    keymap.of([
      { key: "Mod-f", run: openSearchPanel, scope: SCOPE },
      { key: "F3", run: findNext, shift: findPrevious, scope: SCOPE, preventDefault: true },
      { key: "Mod-g", run: findNext, shift: findPrevious, scope: SCOPE, preventDefault: true },
      { key: "Escape", run: closeSearchPanel, scope: SCOPE },
    ]),
  ];
}

/** More are not counted. */
export const MOST_MATCHES = 1000;

export interface Matches {
  count: number;
  /** Which of them is selected, from 1; 0 for none. */
  current: number;
}

/** How many places match, up to `MOST_MATCHES`, and at which of them one is. */
export function matchesOf(state: EditorState, query: SearchQuery = getSearchQuery(state)): Matches {
  const matches = { count: 0, current: 0 };
  if (query.search === "" || !query.valid) {
    return matches;
  }
  const { from, to } = state.selection.main;
  const cursor = query.getCursor(state);
  for (let next = cursor.next(); !next.done && matches.count < MOST_MATCHES; next = cursor.next()) {
    matches.count++;
    if (next.value.from === from && next.value.to === to) {
      matches.current = matches.count;
    }
  }
  return matches;
}
