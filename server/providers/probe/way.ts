/** The ways in which an instance's provider may be asked to complete: a transport, and how it is shown the hole. Pure. */
import type { Failure } from "../../completion/ports.ts";
import { told, type Told } from "../../completion/told.ts";
import { CARRIES, type DialectName } from "../dialects.ts";
import type { Instance } from "../instance.ts";
import { type Knowledge, type KnownModel, resolveTarget, type Target } from "../target.ts";

export type Form = Target["form"]["kind"];

export interface Way {
  readonly transport: DialectName;
  readonly form: Form;
  /** The family whose markers are tried, for a model whose name tells none. */
  readonly family?: string;
}

export interface Ways {
  readonly ways: readonly Way[];
  readonly ruledOut: readonly (Way & { readonly why: Told })[];
}

const FORMS = { text: "fim", infill: "infill", chat: "chat" } as const;

/** In the order in which they are to be tried. `families` are those whose markers may be tried on a model that nobody knows. */
export function waysFor(instance: Instance, knowledge: Knowledge, families: readonly string[] = []): Ways {
  const provider = knowledge.provider(instance.provider);
  if (!provider || instance.model === undefined) return { ways: [], ruledOut: [] };
  const model = knowledge.model({ instance, name: instance.model, purpose: "completion" });
  const { completion, chat } = provider.transports;
  const dialects = instance.completion ?? [...new Set([...completion, ...(chat ? [chat] : [])])];
  const all = dialects.flatMap((transport) => {
    const forms = CARRIES[transport].map((kind) => FORMS[kind]);
    return forms.map((form): Way => ({ transport, form }));
  });
  const isUnknown = !model.known && instance.family === undefined;
  const ways: Way[] = [];
  const ruledOut: (Way & { readonly why: Told })[] = [];
  for (const way of all) {
    const why = against(way, model);
    const guesses = way.form === "fim" && isUnknown ? distinct(families, instance, knowledge) : [];
    if (why === undefined) ways.push(way);
    else if (guesses.length > 0) ways.push(...guesses.map((family) => ({ ...way, family })));
    else ruledOut.push({ ...way, why });
  }
  // What fills a hole is faster than a conversation about it, wherever the provider's file names that.
  return { ways: ways.toSorted((a, b) => Number(isLast(a)) - Number(isLast(b))), ruledOut };
}

function isLast({ form }: Way): boolean {
  return form === "chat";
}

/** Several families write the same. */
function distinct(families: readonly string[], instance: Instance, knowledge: Knowledge): readonly string[] {
  const name = instance.model ?? "";
  const byMarkers = new Map<string, string>();
  for (const family of families) {
    const { fim } = knowledge.model({ instance: { ...instance, family }, name, purpose: "completion" });
    const markers = fim && JSON.stringify(fim);
    if (markers !== undefined && !byMarkers.has(markers)) byMarkers.set(markers, family);
  }
  return [...byMarkers.values()];
}

/** Why there is no use in trying; undefined when there may be. */
function against({ form }: Way, model: KnownModel): Told | undefined {
  if (model.kind !== "text") return told("it is no text model but one for {0}", model.kind);
  if (form === "chat") return model.chat ? undefined : told("it is a base model and does not chat");
  if (model.infill === false) return told("its family was not trained to fill in the middle");
  if (form === "fim" && !model.fim) return told("Keyfill does not know the markers of its family");
  return undefined;
}

/** The target that asks in this way and in no other. */
export function targetFor(
  { transport, form, family }: Way,
  instance: Instance,
  knowledge: Knowledge,
): Target | Failure {
  const asked = { ...instance, completion: [transport], ...(family !== undefined && { family }) };
  return resolveTarget(asked, {
    provider: (id) => knowledge.provider(id),
    model: (question) => shownAs(form, knowledge.model(question)),
  });
}

function shownAs(form: Form, model: KnownModel): KnownModel {
  if (form === "fim") return model;
  const { fim: _, ...rest } = model;
  return { ...rest, infill: form === "infill" };
}
