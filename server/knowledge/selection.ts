/** Which target completes, kept current as the user's files and settings change. */
import { inEnglish } from "../completion/told.ts";
import type { CompletionTarget, Need, TargetChoice } from "../completion/ports.ts";
import { knowledgeOf, type Library, type Told, type UserFiles } from "./knowledge.ts";
import type { Log } from "../log.ts";
import { chooseTarget, type Known, type Setup } from "../providers/choice.ts";
import { resolveFallbacks } from "../providers/fallbacks.ts";
import { resolveTarget } from "../providers/target.ts";
import { provedTarget, type Verdicts } from "../providers/verdicts.ts";
import { readUserFiles } from "./user-files.ts";
import { watchFolders } from "./user-folders.ts";

export interface Selection {
  readonly current: (need?: () => Need) => TargetChoice;
  readonly told: Told;
  /** What the choice is made from. */
  readonly known: () => { readonly shipped: Library; readonly own: UserFiles };
  /** Chooses anew, because more is known. */
  readonly refresh: () => void;
  /** The settings; empty for the first provider that is set up, and for blocks by the same one. */
  readonly choose: (provider: string, fallback?: readonly string[], blocks?: string) => void;
  /** The provider instances that there are. */
  readonly instances: () => readonly string[];
  /** From now on the user's provider files count at once when they change. Answers how to stop. */
  readonly watch: () => Promise<() => void>;
  /** Told of the target now, and of every other one from now on. */
  readonly onChange: (listener: (target: CompletionTarget) => void) => void;
  /** Told when the user's files changed, or the probe has seen something work. */
  readonly onCorrection: (listener: () => void) => void;
  /** Told whenever files or settings were read anew, also when nobody completes because of it. */
  readonly onRead: (listener: () => void) => void;
}

interface Sources {
  readonly shipped: Library;
  readonly providers: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly builtin: CompletionTarget;
  readonly verdicts: Verdicts;
  /** What servers have told of their models, as far as they were asked. */
  readonly serverTold: Told;
}

export async function select(sources: Sources): Promise<Selection> {
  const { shipped, providers, env, log, builtin, verdicts, serverTold } = sources;
  for (const mistake of shipped.mistakes) log.write("error", inEnglish(mistake));

  let own = await readUserFiles(providers, env);
  let setup: Setup = { instances: [], mistakes: [], chosen: "" };
  let wishes: Wishes = { fallback: [], blocks: "" };
  let choices: Choices = { line: { kind: "target", target: builtin } };
  const changes = newAudience<CompletionTarget>();
  const readings = newAudience();
  const corrections = newAudience();
  const announce = announcing(log);
  const tell = () => {
    announce(choices);
    for (const choice of Object.values(choices)) if (choice.kind === "target") changes.tell(choice.target);
  };
  const change = (changed: Partial<Setup>) => {
    setup = { ...setup, ...changed };
    const knowledge = knowledgeOf({ shipped, own }, serverTold);
    const known = { knowledge, builtin, resolve: proved(verdicts) };
    const { mistakes, ...chosen } = chooseFor(wishes, setup, known);
    for (const mistake of mistakes) log.write("error", mistake);
    choices = chosen;
    tell();
    readings.tell();
  };
  const read = async () => {
    own = await readUserFiles(providers, env);
    for (const mistake of own.mistakes) log.write("error", inEnglish(mistake));
    change({ instances: own.instances, mistakes: own.mistakes });
  };
  // One after the other: of two at once, the older one might end last.
  let reading = Promise.resolve();
  const reload = () => (reading = reading.then(read));
  await reload();
  verdicts.onVerdict(({ ok }) => {
    change({});
    if (ok) corrections.tell();
  });
  return {
    known: () => ({ shipped, own }),
    refresh: () => change({}),
    current: (need) => (choices.block && need?.() === "block" ? choices.block : choices.line),
    choose(chosen, fallback = [], blocks = "") {
      wishes = { fallback, blocks };
      change({ chosen });
    },
    instances: () => setup.instances.map(({ id }) => id),
    watch: () => watchFolders(providers, () => void reload().then(corrections.tell)),
    onCorrection: corrections.add,
    told: serverTold,
    onRead: readings.add,
    onChange(listener) {
      changes.add(listener);
      tell();
    },
  };
}

interface Wishes {
  readonly fallback: readonly string[];
  /** Who completes blocks; empty for the same who completes lines. */
  readonly blocks: string;
}

/** Who completes lines, and who blocks, when that is somebody else. */
interface Choices {
  readonly line: TargetChoice;
  readonly block?: TargetChoice;
}

function chooseFor(
  { fallback, blocks }: Wishes,
  setup: Setup,
  known: Known,
): Choices & { readonly mistakes: readonly string[] } {
  const { targets, mistakes } = resolveFallbacks(fallback, setup, known);
  const choose = (chosen: string): TargetChoice => {
    const choice = chooseTarget({ ...setup, chosen }, known);
    if (choice.kind === "failed") return choice;
    // Nobody is asked again who has just failed.
    return { ...choice, fallbacks: targets.filter(({ id }) => id !== choice.target.id) };
  };
  return { line: choose(setup.chosen), ...(blocks !== "" && { block: choose(blocks) }), mistakes };
}

/** Says once who serves, and again when it is somebody else. */
function announcing(log: Log): (choices: Choices) => void {
  let told = "";
  const nameOf = (choice: TargetChoice) =>
    choice.kind === "target" ? choice.target.id : `nobody, ${inEnglish(choice.failure.message)}`;
  return ({ line, block }) => {
    const who = nameOf(line) + (block ? `; blocks: ${nameOf(block)}` : "");
    if (who !== told) log.write("info", `serving: ${who}`);
    told = who;
  };
}

function newAudience<Told = void>() {
  const listeners: ((told: Told) => void)[] = [];
  return {
    add: (listener: (told: Told) => void) => void listeners.push(listener),
    tell: (told: Told) => {
      for (const listen of listeners) listen(told);
    },
  };
}

/** What the probe has found to work counts for more than what the files would have us try. */
function proved(verdicts: Verdicts): typeof resolveTarget {
  return (instance, knowledge) => {
    const verdict = verdicts.of(instance, knowledge);
    return verdict?.ok ? provedTarget(instance, knowledge, verdict) : resolveTarget(instance, knowledge);
  };
}
