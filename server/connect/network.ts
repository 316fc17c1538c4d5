/**
 * What needs a connection: loaded when a provider is asked, or is about to be. An editor that completes with the built-in
 * engine never pays for it.
 */
import { clock } from "../clock.ts";
import type { Prompt, TokenCounter } from "../completion/ports.ts";
import type { Http, HttpOptions } from "../http.ts";
import type { Converse } from "../providers/converse.ts";
import type { Embed } from "../providers/embed-steadily.ts";
import type { Keys } from "../providers/keys.ts";
import type { Limits } from "../providers/limits.ts";
import type { RequestLog } from "../providers/request-log.ts";
import type { Generate } from "../providers/retry.ts";
import { type Headers, shareLeft } from "../providers/retry-after.ts";
import type { Target } from "../providers/target.ts";

export interface Network {
  readonly generate: Generate<Target>;
  /** Does ahead what can be done of it; nothing before somebody was asked. */
  readonly ready: (target: Target, prompt: Prompt) => void;
  /** For chat: of several targets, the first that answers. */
  readonly converse: () => Promise<Converse>;
  /** For whoever indexes by meaning. */
  readonly embed: () => Promise<Embed>;
  readonly http: () => Promise<Http>;
  /** Whether anybody listens at one of these addresses; needs none of the rest. */
  readonly knock: (urls: readonly string[]) => Promise<boolean>;
  /** Proxies and certificates; what is under way finishes as it began. */
  readonly configure: (options: HttpOptions) => Promise<void>;
  readonly download: (url: string, headers: Readonly<Record<string, string>>) => Promise<Uint8Array>;
  /** Opens the connection that the next keystroke needs. Cheap when it stands already. */
  readonly warm: (target: Target) => Promise<void>;
  /** The set-up was corrected: whoever is left alone for now may be asked again. */
  readonly forgive: () => Promise<void>;
  /** How much is left of the target's limits, 0 to 1, as it told last. */
  readonly shareLeft: (target: Pick<Target, "id">) => number | undefined;
  readonly close: () => Promise<void>;
}

interface Means {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly keys: Keys;
  /** Where it is kept which targets are to be left alone for now. */
  readonly limits: string;
  readonly note: (what: string) => void;
  readonly log: RequestLog;
  /** By the source of a target's tokenizer. */
  readonly counter: (tokenizer: string) => TokenCounter;
}

export function createNetwork(means: Means): Network {
  const { env, keys, limits: folder, note } = means;
  let opened: Promise<Http> | undefined;
  let options: HttpOptions = { env };
  const http = () => (opened ??= import("../http.ts").then(({ Http }) => new Http(options)));
  const limits = once(() =>
    import("../providers/limits.ts").then(({ createLimits }) => createLimits({ folder, note })),
  );
  const shares = new Map<string, number | undefined>();
  const asking = once(async () => completing(await http(), await limits(), { ...means, shares }));
  return {
    http,
    async knock(urls) {
      const { knock } = await import("../http/knock.ts");
      return knock(urls);
    },
    converse: once(async () => conversing(await http(), await limits(), means)),
    embed: once(async () => embedding(await http(), await limits(), means)),
    async configure(next) {
      options = next;
      (await opened)?.configure(next);
    },
    async *generate(target, prompt, signal) {
      yield* (await asking()).generate(target, prompt, signal);
    },
    ready(target, prompt) {
      void asking.made()?.then((made) => made.ready(target, prompt));
    },
    async download(url, headers) {
      const { download } = await import("../http/download.ts");
      return download(await http(), url, headers);
    },
    async warm(target) {
      const { connectionOf } = await import("../providers/certificates.ts");
      try {
        const connection = await connectionOf(target, keys.secret);
        await (await http()).warm({ url: target.baseUrl, connection });
      } catch (error) {
        // The request will tell what is wrong with it.
        note(`no connection is opened ahead: ${String(error)}`);
      }
    },
    async forgive() {
      await (await limits()).forgive();
    },
    shareLeft: ({ id }) => shares.get(id),
    async close() {
      await (await limits.made())?.written();
      await (await opened)?.close();
    },
  };
}

async function completing(
  http: Http,
  limits: Limits,
  { keys, note, log, shares }: Means & { readonly shares: Map<string, number | undefined> },
): Promise<Pick<Network, "generate" | "ready">> {
  const [{ generate }, { writeAhead }, { PATIENCE }, { steady }] = await Promise.all([
    import("../providers/generate.ts"),
    import("../providers/write.ts"),
    import("../providers/retry.ts"),
    import("../providers/steady.ts"),
  ]);
  const heard = (target: Target, headers: Headers) => {
    limits.heed(target, headers);
    shares.set(target.id, shareLeft(headers));
  };
  const means = { http, keyOf: keys.of, secretOf: keys.secret, note, log, heard };
  const asking: Generate<Target> = (target, prompt, signal) => generate({ target, prompt }, means, signal);
  const { completion: patience } = PATIENCE;
  return {
    generate: steady(asking, { limits, patience, clock, renew: keys.renew }),
    ready(target, prompt) {
      limits.look(target);
      void writeAhead(target, prompt);
    },
  };
}

async function conversing(
  http: Http,
  limits: Limits,
  { keys, note, log, counter }: Means,
): Promise<Converse> {
  const { createConverse } = await import("../providers/converse.ts");
  return createConverse({
    means: { http, keyOf: keys.of, secretOf: keys.secret, note, log, heard: limits.heed },
    limits,
    clock,
    counter: ({ tokenizer }) => counter(tokenizer),
    renew: keys.renew,
  });
}

async function embedding(http: Http, limits: Limits, { keys, note }: Means): Promise<Embed> {
  const { createEmbed } = await import("../providers/embed-steadily.ts");
  const means = { http, keyOf: keys.of, secretOf: keys.secret, note, heard: limits.heed };
  return createEmbed({ means, limits, renew: keys.renew });
}

/** Made when it is first asked for. `made` answers it only if it was. */
function once<Made>(make: () => Promise<Made>) {
  let made: Promise<Made> | undefined;
  return Object.assign(() => (made ??= make()), { made: () => made });
}
