/** From what Node, OpenSSL and undici throw to an HttpError: decided by their codes, told in plain words. */
import { told, toTell, type Words } from "../completion/told.ts";
import { HttpError, type HttpErrorKind } from "./http-error.ts";

type Meaning = readonly [HttpErrorKind, string];

const CUT_OFF: Meaning = ["broken-off", toTell("closed the connection before its answer was whole")];
const NO_WAY: Meaning = ["unreachable", toTell("cannot be reached from this network")];
const NO_NAME: Meaning = ["unreachable", toTell("is a name that nobody knows")];
const NO_TLS: Meaning = [
  "unreachable",
  toTell("does not speak TLS; is its address http:// instead of https://?"),
];
const LATE: Meaning = ["timeout", toTell("did not accept a connection in time")];
const NO_HTTP: Meaning = ["broken-off", toTell("answered with something that is not HTTP")];

const MEANINGS: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: ["unreachable", toTell("refuses connections: nothing listens there")],
  ENOTFOUND: NO_NAME,
  EAI_AGAIN: NO_NAME,
  EHOSTUNREACH: NO_WAY,
  ENETUNREACH: NO_WAY,
  ETIMEDOUT: LATE,
  ECONNRESET: CUT_OFF,
  EPIPE: CUT_OFF,
  UND_ERR_SOCKET: CUT_OFF,
  UND_ERR_INFO: CUT_OFF,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: CUT_OFF,
  UND_ERR_HEADERS_OVERFLOW: ["broken-off", toTell("sent more headers than are read")],
  UND_ERR_INVALID_ARG: [
    "bad-address",
    toTell("was not asked, because the address or a header cannot be sent"),
  ],
  EPROTO: NO_TLS,
};

const FAMILIES: readonly (readonly [RegExp, Meaning])[] = [
  [
    /^ERR_SSL_.*(?:CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE)/,
    ["certificate", toTell("does not accept Keyfill's certificate, or wants one")],
  ],
  [/^ERR_SSL_/, NO_TLS],
  [/^(?:HPE_|HTTPParserError$)/, NO_HTTP],
  [/^ERR_HTTP2_/, CUT_OFF],
];

/** `who` is the host that it happened with. */
export function explain(error: unknown, who: Words): HttpError {
  if (error instanceof HttpError) return error;
  const code = codeOf(error);
  const meaning = MEANINGS[code] ?? FAMILIES.find(([pattern]) => pattern.test(code))?.[1];
  const [kind, words] = meaning ?? ["unreachable", toTell("could not be reached")];
  return new HttpError(kind, told("{0} {1} ({2})", who, told(words), code), { cause: error });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
