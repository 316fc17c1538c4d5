/** What an answer with an error status means: the first row that fits tells the kind, and what can be done. Pure. */
import type { Failure, FailureKind } from "../completion/ports.ts";
import { told, toTell, type Words } from "../completion/told.ts";
import type { ErrorBody } from "./error-body.ts";
import { type Meanings, type Meant, meantBy } from "./meanings.ts";
import { ADVICE } from "./failure.ts";
import { meantWords, nearNames } from "./near-names.ts";

export interface Answered {
  readonly status: number;
  readonly body: ErrorBody;
  /** Undefined when whoever reports the answer does not know. */
  readonly key: "none" | "odd" | "sound" | undefined;
  readonly url?: string | undefined;
  readonly model?: string | undefined;
  /** What the provider serves, where that is known. */
  readonly models?: readonly string[] | undefined;
  /** Where it wanted to send us. */
  readonly location?: string | undefined;
  readonly waitMs?: number | undefined;
  /** What the provider's file says of its errors. */
  readonly meanings?: Meanings | undefined;
}

/** With what its codes and words mean. */
interface Understood extends Answered {
  readonly meant: Meant | undefined;
}

interface Row {
  readonly when: (understood: Understood) => boolean;
  readonly kind: FailureKind;
  /** Left out: what is generally advised for this kind. */
  readonly advice?: (understood: Understood) => Words;
  /** Instead of the provider's words, where it has none. */
  readonly words?: string;
  readonly lasting?: true;
}

const BAD_KEY = ["invalid_api_key", "api_key_invalid", "authentication_error", "unauthenticated"];
const NO_MODEL = ["model_not_found", "deploymentnotfound"];
/** What web frameworks say of a path that they do not have, as JSON: FastAPI and llama.cpp. Whole, not as part of a sentence. */
const NO_PATH = ["Not Found", "File Not Found"];

const said =
  (codes: readonly string[]) =>
  ({ body }: Answered) =>
    body.codes.some((code) => codes.includes(code));
const means =
  (...meanings: readonly Meant["meaning"][]) =>
  ({ meant }: Understood) =>
    meant !== undefined && meanings.includes(meant.meaning);
const status =
  (...statuses: readonly number[]) =>
  (answered: Answered) =>
    statuses.includes(answered.status);

const ROWS: readonly Row[] = [
  { when: means("no-credit"), kind: "refused", advice: noCredit },
  { when: status(402), kind: "refused", advice: noCredit },
  { when: means("too-long"), kind: "bad-request", advice: tooLong, words: toTell("the request is too long") },
  { when: status(413), kind: "bad-request", advice: tooLong, words: toTell("the request is too long") },
  { when: means("rate-limited"), kind: "rate-limited", advice: slower },
  { when: means("unknown-model"), kind: "unknown-model", advice: otherModel },
  { when: means("refused"), kind: "refused" },
  { when: means("overloaded"), kind: "overloaded" },
  { when: means("timeout"), kind: "timeout" },
  { when: means("bad-request"), kind: "bad-request" },
  {
    when: isPortal,
    kind: "bad-answer",
    advice: portal,
    words: toTell("a web page came instead of an answer"),
  },
  {
    when: ({ status }) => status < 400,
    kind: "bad-answer",
    advice: moved,
    words: toTell("it redirects elsewhere"),
  },
  { when: (it) => isKeyless(it) && it.status === 401, kind: "no-key" },
  { when: (it) => isRefusal(it) && it.key === "odd", kind: "refused", advice: oddKey },
  { when: (it) => isRefusal(it), kind: "refused" },
  { when: status(403), kind: "refused", advice: forbidden },
  { when: (it) => it.status !== 404 && said(NO_MODEL)(it), kind: "unknown-model", advice: otherModel },
  {
    when: (it) => it.status === 404 && isPathMissing(it),
    kind: "bad-answer",
    advice: otherPath,
    words: toTell("there is nothing at this address"),
  },
  { when: status(404), kind: "unknown-model", advice: otherModel },
  { when: status(408), kind: "timeout" },
  { when: status(429), kind: "rate-limited", advice: slower },
  { when: status(501, 505), kind: "overloaded", lasting: true },
  { when: ({ status }) => status >= 500, kind: "overloaded" },
];
const ELSE: Row = { when: () => true, kind: "bad-request" };

/** The advice is missing where it is the general one. */
export type Meaning = Omit<Failure, "advice"> & { readonly advice?: Words };

export function meaningOf(answered: Answered): Meaning {
  const { status, body, waitMs, meanings } = answered;
  const understood = { ...answered, meant: meantBy(body, meanings) };
  const row = ROWS.find(({ when }) => when(understood)) ?? ELSE;
  const words = body.words?.replace(/\.$/, "") ?? row.words;
  const advice = row.advice?.(understood);
  return {
    kind: row.kind,
    message:
      words === undefined
        ? told("it answered {0}", String(status))
        : told("{0}: {1}", String(status), told(words)),
    ...(advice !== undefined && { advice }),
    status,
    ...(row.lasting && { lasting: true }),
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
  };
}

function isKeyless({ key, body }: Answered): boolean {
  return key === "none" || (key === undefined && body.words === undefined);
}

function isRefusal(answered: Answered): boolean {
  return answered.status === 401 || (answered.status < 500 && said(BAD_KEY)(answered));
}

/** A provider's own errors are JSON; those in front of it write pages. 404 and 5xx pages come from servers as well. */
function isPortal({ status, body }: Answered): boolean {
  return status === 511 || (body.isPage && status !== 404 && status < 500);
}

function isPathMissing({ body }: Answered): boolean {
  return body.words === undefined || NO_PATH.includes(body.words);
}

function noCredit(): Words {
  return toTell(
    "The account has no credit left: top it up on the provider's site, or choose another target.",
  );
}

function tooLong({ body, meant }: Understood): Words {
  const windowTokens = body.windowTokens ?? meant?.windowTokens;
  return windowTokens === undefined
    ? toTell("The prompt is longer than the model takes here: set window_tokens in the provider's file.")
    : told(
        "The prompt is longer than the model takes here: set window_tokens to {0} in the provider's file.",
        String(windowTokens),
      );
}

function portal(): Words {
  return toTell(
    "Something between here and the provider answered: open a browser and sign in to the network, or check the proxy and the base URL.",
  );
}

function moved({ location }: Answered): Words {
  const host = URL.parse(location ?? "")?.host;
  const advice = toTell("Set the base URL to where the API is; a redirect is not followed with the key.");
  return host ? told("{0} It points to {1}.", told(advice), host) : advice;
}

function oddKey(): Words {
  return toTell(
    "The key has a blank or a quote inside: copy it again, alone and whole, and set it with “Keyfill: Set API Key”.",
  );
}

function forbidden(): Words {
  return toTell(
    "The provider knows the key but does not allow this: check that it may use this model, from this country and network.",
  );
}

function otherModel({ model, models = [] }: Answered): Words {
  const near = model === undefined ? [] : nearNames(model, models);
  return meantWords(near) ?? ADVICE["unknown-model"];
}

function otherPath({ url }: Answered): Words {
  const { origin, pathname } = URL.parse(url ?? "") ?? {};
  if (origin === undefined || pathname === undefined)
    return toTell("Check the base URL; it often ends in /v1.");
  const hint = /\/v\d/.test(pathname)
    ? toTell("Check the base URL: {0} does not exist.")
    : toTell("The base URL probably lacks /v1: {0} does not exist.");
  return told(hint, origin + pathname);
}

function slower({ waitMs }: Answered): Words {
  return waitMs === undefined
    ? ADVICE["rate-limited"]
    : told("Wait {0} s, or choose a target with a higher limit.", String(Math.ceil(waitMs / 1000)));
}
