/** The last requests to each provider instance and how they went, without keys, prompts and answers: in memory alone. */
import { concealed, redact, secretsIn } from "./redact.ts";

export interface LoggedRequest {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of the body, in characters. */
  readonly sent: number;
  /** Missing while it is under way, and where it failed before there was one. */
  readonly status?: number;
  /** Until the head of the answer was there, or it was clear that there will be none. */
  readonly ms?: number;
  /** What the server or the connection said was wrong. */
  readonly trouble?: string;
}

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

interface Owner {
  readonly instance: string;
  readonly query: Readonly<Record<string, string>>;
  readonly key: string | undefined;
}

export interface Noting {
  readonly answered: (status: number) => void;
  /** The connection failed, or the server said what it did not like. */
  readonly failed: (words: string) => void;
}

export interface RequestLog {
  /** The newest last. */
  readonly of: (instance: string) => readonly LoggedRequest[];
  readonly note: (owner: Owner, asked: Asked) => Noting;
}

const KEPT = 30;
const MAX_TROUBLE = 500;

export function createRequestLog(now: () => number = Date.now): RequestLog {
  const kept = new Map<string, readonly LoggedRequest[]>();
  const of = (instance: string) => kept.get(instance) ?? [];
  return {
    of,
    note({ instance, query, key }, { method, url, headers, body = "" }) {
      const at = now();
      const secrets = [key, ...secretsIn(headers), ...secretsIn(query)];
      let entry: LoggedRequest = {
        at,
        method,
        url: redact(url, secrets),
        headers: concealed(headers, secrets),
        sent: body.length,
      };
      kept.set(instance, [...of(instance), entry].slice(-KEPT));
      const become = (more: Partial<LoggedRequest>) => {
        const next = { ...entry, ms: now() - at, ...more };
        kept.set(
          instance,
          of(instance).map((one) => (one === entry ? next : one)),
        );
        entry = next;
      };
      return {
        answered: (status) => become({ status }),
        failed: (words) =>
          become({ ms: entry.ms ?? now() - at, trouble: redact(words, secrets).slice(0, MAX_TROUBLE) }),
      };
    },
  };
}
