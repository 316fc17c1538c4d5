/** Puts a draft to the proof, and tells the page in words how that goes. */
import type { Signal } from "../completion/ports.ts";
import { told, type Told } from "../completion/told.ts";
import type { Explorer } from "../providers/explore.ts";
import type { Instance } from "../providers/instance.ts";
import type { ProbeProgress } from "../providers/probe.ts";
import { outcomeWords, wayWords } from "../providers/probe/words.ts";
import type { Draft, ProbeProgressParams, VerdictView } from "../protocol/setup.ts";
import { mistakeWords, readDraft, tidied } from "./draft.ts";
import type { SetupParts } from "./parts.ts";
import { verdictView } from "./views.ts";

interface Run {
  readonly run: string;
  readonly draft: Draft;
}

export async function probe(
  { run, draft }: Run,
  { explorer, progress }: { readonly explorer: Explorer; readonly progress: SetupParts["progress"] },
  signal: Signal,
): Promise<VerdictView | null> {
  const read = readDraft({ ...draft, fields: tidied(draft.fields) });
  if (!read.ok) return unfit(draft, mistakeWords(read));
  const { instance } = read;
  if (instance.model === undefined) return checkChat(instance, explorer, signal);
  const onProgress = (step: ProbeProgress) => {
    const words = wordsOf(step);
    if (words) progress({ run, ...words });
  };
  const verdict = await explorer.probe({ instance, onProgress }, signal);
  return verdict === "aborted" ? null : verdictView(verdict);
}

function wordsOf(step: ProbeProgress): Omit<ProbeProgressParams, "run"> | undefined {
  if (step.kind === "verdict") return undefined;
  if (step.kind === "trying") return { words: told("Trying {0}", wayWords(step.way)) };
  const { outcome } = step.filling;
  return { words: outcomeWords(outcome), good: outcome === "filled" };
}

/** One that only chats has no hole to fill: whether it answers is all there is to find out. */
async function checkChat(
  instance: Instance,
  explorer: Explorer,
  signal: Signal,
): Promise<VerdictView | null> {
  const checked = await explorer.check(instance, signal);
  if (checked === "aborted") return null;
  const model = instance.chat_model ?? "";
  const about = { model, date: new Date().toISOString(), remarks: [], evidence: [], alternatives: [] };
  return checked.ok
    ? { ok: true, why: [told("{0} answers. No model for completion is chosen.", model)], ...about }
    : {
        ok: false,
        why: [
          checked.error === undefined
            ? told("It does not answer.")
            : told("It does not answer: {0}.", told(checked.error)),
        ],
        advice: [told(checked.advice ?? "")],
        ...about,
      };
}

function unfit({ id }: Draft, why: readonly Told[]): VerdictView {
  return {
    ok: false,
    model: id,
    date: new Date().toISOString(),
    why,
    remarks: [],
    evidence: [],
    alternatives: [],
  };
}
