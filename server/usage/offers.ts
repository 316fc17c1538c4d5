/** The suggestions that were returned lately, each by the name under which an editor reports that it was accepted. */
import type { Edit, Suggestion } from "../completion/outcome.ts";
import type { CompletionRequest } from "../completion/request.ts";

interface Taken {
  readonly id: number;
  readonly request: CompletionRequest;
  readonly edit: Edit;
}

export interface Offers {
  readonly has: (id: number) => boolean;
  /** The newest state of a suggestion. Answers the names of its edits, its own first. */
  readonly put: (request: CompletionRequest, suggestion: Suggestion) => readonly string[];
  /** It is accepted once. */
  readonly take: (name: string) => Taken | undefined;
}

/** Nobody accepts what was offered longer ago. */
const MAX_OPEN = 50;

export function createOffers(): Offers {
  const open = new Map<number, { readonly request: CompletionRequest; readonly edits: readonly Edit[] }>();
  return {
    has: (id) => open.has(id),
    put(request, { id, text, replaces, alternatives = [] }) {
      const edits = [{ text, replaces }, ...alternatives];
      open.delete(id);
      open.set(id, { request, edits });
      for (const old of [...open.keys()].slice(0, -MAX_OPEN)) open.delete(old);
      return edits.map((_, index) => `${String(id)}.${String(index)}`);
    },
    take(name) {
      const [id = NaN, index = NaN] = name.split(".").map(Number);
      const offer = open.get(id);
      const edit = offer?.edits[index];
      if (!offer || !edit) return undefined;
      open.delete(id);
      return { id, request: offer.request, edit };
    },
  };
}
