/** The server takes no longer expression. */
export const LONGEST_SELECTOR = 4096;

const WORD = /^[\p{L}\p{N}_.\-/:@+%]+$/u;
const KEYWORD = /^(and|or|not|in|all)$/i;

/** A value as it stands in an expression: in quotes when it would be read as something else. */
export function quoted(text: string): string {
  return WORD.test(text) && !KEYWORD.test(text) ? text : `"${text.replace(/(["\\])/g, "\\$1")}"`;
}

/** A tag's key; one that is a word of the language is quoted. */
export function hasTag(key: string, value: string): string {
  return `${quoted(key)}=${quoted(value)}`;
}

interface Split {
  terms: string[];
  /** There is an `or` outside of parentheses, so that more may not be joined on without them. */
  alternatives: boolean;
}

/** The conditions that all hold: what stands between `and`, outside of quotes and parentheses. */
export function conjuncts(selector: string): Split {
  const terms: string[] = [];
  let alternatives = false;
  let begin = 0;
  let depth = 0;
  const tokens = /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|[()]|[^\s()"'=!~,]+/g;
  for (const match of selector.matchAll(tokens)) {
    const token = match[0];
    if (token === "(") {
      depth++;
    } else if (token === ")") {
      depth--;
    } else if (depth === 0 && /^or$/i.test(token)) {
      alternatives = true;
    } else if (depth === 0 && /^and$/i.test(token)) {
      terms.push(selector.slice(begin, match.index).trim());
      begin = match.index + token.length;
    }
  }
  terms.push(selector.slice(begin).trim());
  return alternatives
    ? { terms: [selector.trim()], alternatives }
    : { terms: terms.filter((term) => term !== "" && !/^(all|\*)$/i.test(term)), alternatives };
}

/** Whether the condition stands in the expression by itself. */
export function includesTerm(selector: string, term: string): boolean {
  return conjuncts(selector).terms.includes(term);
}

/** The expression with a condition more, or without it when it was there. */
export function toggleTerm(selector: string, term: string): string {
  const { terms, alternatives } = conjuncts(selector);
  if (terms.includes(term)) {
    return terms.filter((one) => one !== term).join(" and ");
  }
  return [...(alternatives ? [`(${selector.trim()})`] : terms), term].join(" and ");
}

/** Exactly these targets; undefined when that is too long to be said. */
export function selectorOfNames(names: readonly string[]): string | undefined {
  const [only] = names;
  const text =
    names.length === 1 && only !== undefined ? `name=${quoted(only)}` : `name in (${names.map(quoted).join(",")})`;
  return names.length === 0 || text.length > LONGEST_SELECTOR ? undefined : text;
}
