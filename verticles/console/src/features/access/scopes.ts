import type { Schemas } from "../../api/client";
import { covers, EVERYTHING, type ObjectType } from "./permissions";

type TokenScope = Schemas["TokenScope"];
type TokenInput = Schemas["TokenInput"];

/** One object or those that a selector matches, while it is being edited. */
export interface ObjectDraft {
  type: ObjectType;
  how: "id" | "selector";
  id: string;
  selector: string;
}

/** What a token may do to some objects, while it is being edited. */
export interface ScopeDraft {
  /** Tells scopes apart while they are edited. */
  key: string;
  permissions: string[];
  object: ObjectDraft;
}

export const NO_OBJECT: ObjectDraft = { type: "target", how: "selector", id: "", selector: "" };

export function newScope(): ScopeDraft {
  return { key: crypto.randomUUID(), permissions: [], object: NO_OBJECT };
}

/** Whether objects of a type can be asked for by a selector. */
export function hasSelector(type: ObjectType): boolean {
  return type !== "execution";
}

/** Another type of object: what was chosen of the former one goes. */
export function withType(object: ObjectDraft, type: ObjectType): ObjectDraft {
  return { type, how: hasSelector(type) ? object.how : "id", id: "", selector: "" };
}

/** Another object: permissions that it cannot have go. */
export function withObject(scope: ScopeDraft, object: ObjectDraft): ScopeDraft {
  const permissions = scope.permissions.filter((name) => name === EVERYTHING || covers(object.type, name));
  return { ...scope, object, permissions };
}

/** Undefined as long as neither an object nor a selector is chosen. */
export function objectOf(draft: ObjectDraft): Schemas["GrantObject"] | undefined {
  const value = (draft.how === "id" ? draft.id : draft.selector).trim();
  return value ? { type: draft.type, [draft.how]: value } : undefined;
}

/** Undefined as long as something of it is missing. */
export function scopeOf(draft: ScopeDraft): TokenScope | undefined {
  const object = objectOf(draft.object);
  return object && draft.permissions.length > 0 ? { permissions: draft.permissions, object } : undefined;
}

interface TokenDraft {
  name: string;
  permissions: string[];
  scopes: ScopeDraft[];
  /** Days from now; null for as late as the server lets it be. */
  days: number | null;
}

/** What is to be sent; undefined as long as something of it is missing. */
export function tokenOf(draft: TokenDraft, now: number): TokenInput | undefined {
  const scopes = draft.scopes.map(scopeOf).filter((scope) => scope !== undefined);
  const name = draft.name.trim();
  if (!name || scopes.length < draft.scopes.length || (draft.permissions.length === 0 && scopes.length === 0)) {
    return undefined;
  }
  return {
    name,
    ...(draft.permissions.length > 0 ? { permissions: draft.permissions } : {}),
    ...(scopes.length > 0 ? { scopes } : {}),
    ...(draft.days === null ? {} : { expiresAt: new Date(now + draft.days * 86_400_000).toISOString() }),
  };
}
