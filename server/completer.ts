/** Connects the core to the parts behind its ports, and says what a target is to each of them. */
import type { Builtin } from "./builtin/builtin.ts";
import { clock } from "./clock.ts";
import { isProvider, tokenizerOf } from "./connect/counting.ts";
import { createAborter } from "./completion/aborter.ts";
import { type Completer, createCompleter } from "./completion/complete.ts";
import type { CompletionTarget, Ports } from "./completion/ports.ts";
import type { Place, Snapshot } from "./completion/request.ts";
import { type Effort, retrieve } from "./context/retrieve.ts";
import type { Source } from "./context/source.ts";
import type { Exploration } from "./connect/exploration.ts";
import type { Following } from "./connect/following.ts";
import type { Languages } from "./languages.ts";
import type { Inspector } from "./inspection/inspector.ts";
import type { Selection } from "./knowledge/selection.ts";
import type { Tokenizers } from "./models/tokenizer.ts";
import type { Network } from "./connect/network.ts";
import type { Part, Privacy } from "./privacy/privacy.ts";
import { ANYONE, HERE, type Recipient, recipientAt } from "./privacy/recipient.ts";
import type { HealthRecords } from "./providers/health.ts";
import { didYouMean } from "./providers/did-you-mean.ts";
import type { Cost, Usage } from "./usage/usage.ts";

interface Parts {
  readonly builtin: Builtin;
  /** Who is asked over a connection, with an eye on how it fares. */
  readonly health: HealthRecords;
  readonly network: Network;
  readonly tokenizers: Tokenizers;
  readonly selection: Selection;
  readonly exploration: Exploration;
  readonly languages: Languages;
  readonly privacy: Privacy;
  readonly usage: Usage;
  readonly inspector: Inspector;
  readonly openDocuments: () => readonly Snapshot[];
  readonly following: Following;
  /** What finds context for a place. */
  readonly sources: readonly Source[];
  readonly warn: (line: string) => void;
  /** How long context may be looked for; as a keystroke has it if nothing is said. */
  readonly contextMs?: number | undefined;
}

export function connectCompleter(parts: Parts): Completer {
  const { builtin, health, tokenizers, selection, exploration, privacy, usage, inspector, following, warn } =
    parts;
  const failed = (source: string, error: unknown) => warn(`context from ${source}: ${String(error)}`);
  const asking = didYouMean(health.watched, ({ instance }) => exploration.modelsOf(instance));
  const efforts = new WeakMap<Place, readonly Effort[]>();
  return createCompleter({
    clock,
    privacy: privacyPort(privacy),
    newAborter: createAborter,
    target: selection.current,
    observe: (asking) => inspector.asked(asking, efforts.get(asking.request.place)),
    spent: (spending, target) => usage.spent(spending, costOf(target, exploration)),
    spentUp: (target) => (isFree(target) ? undefined : usage.spend.reached()),
    shareLeft: parts.network.shareLeft,
    retrieve(place, target, signal) {
      const to = recipientOf(target);
      const mayShow = (path: string) => privacy.mayLeave(path, to);
      const spent: Effort[] = [];
      efforts.set(place, spent);
      const took = (effort: Effort) => void spent.push(effort);
      const among = { sources: parts.sources, mayShow, failed, took, deadlineMs: parts.contextMs };
      const others = parts.openDocuments().filter(({ uri }) => uri !== place.document.uri && mayShow(uri));
      const show = (part: Part) => privacy.show(part, to);
      return retrieve(place, among, { to, documents: others, show, signal });
    },
    syntaxAt: following.syntax.at,
    counter: (target) => tokenizers.counter(tokenizerOf(target)),
    language: parts.languages.named,
    ready(target, prompt) {
      if (isProvider(target)) parts.network.ready(target, prompt);
    },
    generate: (target, prompt, signal) =>
      isProvider(target) ? asking(target, prompt, signal) : builtin.generate(prompt, signal),
  });
}

function isFree(target: CompletionTarget): boolean {
  return !isProvider(target) || target.local === true;
}

function costOf(target: CompletionTarget, exploration: Exploration): Cost {
  const price = async () => (isProvider(target) ? exploration.priceOf(target) : undefined);
  const known = () => (isProvider(target) && !isFree(target) ? exploration.knownPrice(target) : undefined);
  return { isLocal: isFree(target), price, known };
}

function privacyPort(privacy: Privacy): Ports["privacy"] {
  return {
    keeps({ uri }, from) {
      if (privacy.isIgnored(uri)) return "ignored";
      return privacy.mayComplete(uri, recipientOf(from)) ? undefined : "withheld";
    },
    guards: privacy.guards,
    clean: (shown, target) => privacy.clean(shown, recipientOf(target)),
    betrays: privacy.betrays,
  };
}

const recipients = new WeakMap<CompletionTarget, Recipient>();

/** Asked several times at each keystroke. */
function recipientOf(target: CompletionTarget): Recipient {
  if (!isProvider(target)) return HERE;
  const recipient = recipients.get(target) ?? recipientAt(target.instance, target.baseUrl);
  recipients.set(target, recipient);
  return recipient;
}

/** Who would be shown a prompt now; of what goes nowhere as yet, nobody knows where it will. */
export function recipientNow({ current }: Selection): Recipient {
  const choice = current();
  return choice.kind === "target" && isProvider(choice.target) ? recipientOf(choice.target) : ANYONE;
}
