/** Which target completes, kept current as the user's files and settings change. */
import type { CompletionTarget, TargetChoice } from "../completion/ports.ts";
import { knowledgeOf, type Library, type Told, type UserFiles } from "./knowledge.ts";
import type { Log } from "../log.ts";
import { chooseTarget, type Setup } from "../providers/choice.ts";
import { resolveFallbacks } from "../providers/fallbacks.ts";
import { resolveTarget } from "../providers/target.ts";
import { provedTarget, type Verdicts } from "../providers/verdicts.ts";
import { isEmpty, watchFolders } from "./user-folders.ts";

export interface Selection {
  readonly current: () => TargetChoice;
  /** What the choice is made from. */
  readonly known: () => { readonly shipped: Library; readonly own: UserFiles };
  /** Chooses anew, because more is known. */
  readonly refresh: () => void;
  /** The setting; empty for the first provider that is set up. */
  readonly choose: (provider: string, fallback?: readonly string[]) => void;
  /** The provider instances that there are. */
  readonly instances: () => readonly string[];
  /** From now on the user's provider files count at once when they change. Answers how to stop. */
  readonly watch: () => Promise<() => void>;
  /** Told of the target now, and of every other one from now on. */
  readonly onChange: (listener: (target: CompletionTarget) => void) => void;
  /** Told when the user's files changed, or the probe has seen something work. */
  readonly onCorrection: (listener: () => void) => void;
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

export async function select({
  shipped,
  providers,
  env,
  log,
  builtin,
  verdicts,
  serverTold,
}: Sources): Promise<Selection> {
  for (const mistake of shipped.mistakes) log.write("error", mistake);

  let own = await userFiles(providers, env);
  let setup: Setup = { instances: [], mistakes: [], chosen: "" };
  let fallback: readonly string[] = [];
  let choice: TargetChoice = { kind: "target", target: builtin };
  const changes = newAudience<CompletionTarget>();
  const corrections = newAudience();
  const announce = announcing(log);
  const tell = () => {
    announce(choice);
    if (choice.kind === "target") changes.tell(choice.target);
  };
  const change = (changed: Partial<Setup>) => {
    setup = { ...setup, ...changed };
    const knowledge = knowledgeOf({ shipped, own }, serverTold);
    const known = { knowledge, builtin, resolve: proved(verdicts) };
    const { targets, mistakes } = resolveFallbacks(fallback, setup, known);
    for (const mistake of mistakes) log.write("error", mistake);
    const chosen = chooseTarget(setup, known);
    choice = chosen.kind === "target" ? { ...chosen, fallbacks: targets } : chosen;
    tell();
  };
  const read = async () => {
    own = await userFiles(providers, env);
    for (const mistake of own.mistakes) log.write("error", mistake);
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
    current: () => choice,
    choose(chosen, names = []) {
      fallback = names;
      change({ chosen });
    },
    instances: () => setup.instances.map(({ id }) => id),
    watch: () => watchFolders(providers, () => void reload().then(corrections.tell)),
    onCorrection: corrections.add,
    onChange(listener) {
      changes.add(listener);
      tell();
    },
  };
}

/** Says once who serves, and again when it is somebody else. */
function announcing(log: Log): (choice: TargetChoice) => void {
  let told = "";
  return (choice) => {
    const who = choice.kind === "target" ? choice.target.id : `nobody, ${choice.failure.message}`;
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

const NO_FILES: UserFiles = {
  providers: new Map(),
  families: [],
  instances: [],
  sayings: new Map(),
  mistakes: [],
};

/** Most people start with none, and reading them takes schemas that weigh more than the rest of the engine. */
async function userFiles(folder: string, env: Sources["env"]): Promise<UserFiles> {
  const isSetUp = Object.keys(env).some((name) => name.startsWith("KEYFILL_") && name !== "KEYFILL_HOME");
  if (!isSetUp && (await isEmpty(folder))) return NO_FILES;
  const { readUserFiles } = await import("./yaml-files.ts");
  return readUserFiles(folder, env);
}
