/**
 * Where a provider instance's key comes from, in this order: its own file, the client's secret store, `keys.yaml`, the
 * environment. Nothing else holds one. Each of them may hold the key itself, `$NAME` or `command: …`.
 */
import { told, toTell, type Words } from "../completion/told.ts";
import { failure, ProviderError } from "./failure.ts";
import type { KeyCommands } from "./keys/key-command.ts";
import type { KeyFile } from "./keys/key-file.ts";
import { clean, COMMAND } from "./keys/form.ts";
import type { Owner } from "./keys/owner.ts";
import { type Whereabouts, whereabouts } from "./keys/whereabouts.ts";
import { secretsIn } from "./redact.ts";

export interface Keys {
  /** Rejects with a ProviderError when there should be a key and it cannot be had. */
  readonly of: (owner: Owner) => Promise<string | undefined>;
  /** The key was refused: asks a command again, if one gave it. Answers whether it is another key now. */
  readonly renew: (owner: Owner) => Promise<boolean>;
  /** Another secret that a provider's file writes as it is, or as `$NAME`; `key` is where it stands in the file. */
  readonly secret: (form: string, where: SecretPlace) => string;
  /** A key was set or removed in the secret store. */
  readonly forget: () => void;
  /** Where the key is, without the key. */
  readonly whereabouts: (owner: Owner) => Promise<Whereabouts>;
}

export interface SecretPlace {
  readonly instance: string | undefined;
  readonly key: Words;
}

export interface KeySources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly secret: (instance: string) => Promise<string | undefined>;
  /** Told of every key before it is used, so that no log shows it. */
  readonly conceal: (key: string) => void;
  /** The path of `keys.yaml`, for an engine without a client that has a secret store. */
  readonly file?: string;
  /** Whether `command: …` may be run: never where the user does not trust the workspace. */
  readonly mayRun?: () => boolean;
  /** For the log. */
  readonly note?: (line: string) => void;
}

export function createKeys(sources: KeySources): Keys {
  const { env, secret, conceal, file, mayRun = () => false, note = () => undefined } = sources;
  const asked = new Map<string, Promise<string | undefined>>();
  // Read when they are needed: most keys lie in the secret store.
  let commands: Promise<KeyCommands> | undefined;
  const fromFile = keyFileReader({ file, note });
  const keyCommands = () =>
    (commands ??= import("./keys/key-command.ts").then(({ createKeyCommands }) =>
      createKeyCommands({ env, mayRun }),
    ));

  async function of(owner: Owner): Promise<string | undefined> {
    const form = clean(await formOf(owner));
    const key = form === undefined ? fromVariables(owner, env) : await keyIn(form, owner);
    const others = [...secretsIn(owner.headers), ...secretsIn(owner.query)];
    for (const found of [key, ...others]) if (found !== undefined) conceal(found);
    // Code is not sent to somebody who will refuse it.
    if (key === undefined && owner.keyNeeded && others.length === 0) throw missing(owner);
    if (key !== undefined && /[^\x20-\x7e]/.test(key)) throw unsendable(owner);
    return key;
  }

  async function formOf({ instance, apiKey, keyNeeded }: Owner): Promise<string | undefined> {
    return apiKey ?? (await fromStore(instance)) ?? (await fromFile(instance, keyNeeded));
  }

  async function keyIn(form: string, owner: Owner): Promise<string | undefined> {
    if (COMMAND.test(form)) return clean(await (await keyCommands()).ask(form.replace(COMMAND, "")));
    if (!form.startsWith("$")) return form;
    const name = form.slice(1);
    const key = clean(env[name]);
    if (key === undefined && owner.keyNeeded) throw unset(owner, name);
    return key;
  }

  async function fromStore(instance: string): Promise<string | undefined> {
    const answer = asked.get(instance) ?? secret(instance);
    asked.set(instance, answer);
    try {
      return clean(await answer);
    } catch (error) {
      // A client that is about to go away, or one that promised more than it keeps.
      asked.delete(instance);
      note(`the editor did not tell the key of “${instance}”: ${String(error)}`);
      return undefined;
    }
  }

  return {
    of,
    async renew(owner) {
      const form = clean(await formOf(owner));
      if (form === undefined || !COMMAND.test(form)) return false;
      return (await keyCommands()).renew(form.replace(COMMAND, ""));
    },
    secret(form, where) {
      const found = secretIn(form, where, env);
      conceal(found);
      return found;
    },
    forget() {
      asked.clear();
      commands = undefined;
    },
    whereabouts: (owner) => whereabouts(owner, { env, fromStore, fromFile }),
  };
}

function keyFileReader({ file, note }: { file: string | undefined; note: (line: string) => void }) {
  let opened: Promise<KeyFile> | undefined;
  return async (instance: string, needed: boolean): Promise<string | undefined> => {
    if (file === undefined) return undefined;
    opened ??= import("./keys/key-file.ts").then(({ createKeyFile }) => createKeyFile({ path: file, note }));
    return (await opened).of(instance, needed);
  };
}

function unset({ instance }: Owner, name: string) {
  const message = told(
    "the environment variable {0}, which should hold the key of “{1}”, is not set",
    name,
    instance,
  );
  const advice = toTell(
    "Set it where the editor is started from (one started from the desktop does not see a shell's variables), or run “Keyfill: Set API Key”.",
  );
  return new ProviderError(failure("no-key", message, advice));
}

export function fileOf(instance: string | undefined): Words {
  return instance === undefined ? told("the provider's file") : `providers.d/${instance}.yaml`;
}

/** As it stands, or from the environment variable that it names. */
export function secretIn(form: string, { instance, key }: SecretPlace, env: KeySources["env"] = {}): string {
  const name = form.slice(1);
  const found = form.startsWith("$") ? env[name] : form;
  if (found !== undefined) return found;
  const message = told("the environment variable {0}, which should hold {1}, is not set", name, told(key));
  const advice = told(
    "Set it where the editor is started from, or correct {0} in {1}.",
    told(key),
    fileOf(instance),
  );
  throw new ProviderError(failure("misconfigured", message, advice));
}

function fromVariables({ keyVariables }: Owner, env: KeySources["env"]): string | undefined {
  return keyVariables.map((name) => clean(env[name])).find((key) => key !== undefined);
}

function missing({ instance }: Owner) {
  const message = told("“{0}” has no key, and its provider wants one", instance);
  return new ProviderError(failure("no-key", message));
}

function unsendable({ instance }: Owner) {
  const message = told("the key of “{0}” has a line break or a letter inside that no key has", instance);
  const advice = toTell("Copy the key again, alone and whole, and set it with “Keyfill: Set API Key”.");
  return new ProviderError(failure("misconfigured", message, advice));
}
