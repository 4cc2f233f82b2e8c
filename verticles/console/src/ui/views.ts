import { storedList } from "./stored";

/** A filter under a name, kept in this browser. */
export interface View {
  name: string;
  query: string;
}

/** What the filter is of. */
export type ViewsOf = "executions" | "targets";

const keyOf = (list: ViewsOf) => `opsconductor.${list}.views`;

export function storedViews(list: ViewsOf): View[] {
  return storedList(keyOf(list), isView);
}

function isView(value: unknown): value is View {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "query" in value &&
    typeof value.query === "string"
  );
}

export function storeViews(list: ViewsOf, views: View[]) {
  localStorage.setItem(keyOf(list), JSON.stringify(views));
}

/** With a view more, in the order of names; one of the same name gives way. */
export function withView(views: View[], view: View): View[] {
  return [...views.filter((each) => each.name !== view.name), view].sort((a, b) => a.name.localeCompare(b.name));
}
