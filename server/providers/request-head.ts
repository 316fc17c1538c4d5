/** Where a request goes and what stands in its head, as the provider wants both. Pure. */
import type { Endpoint } from "./endpoint.ts";
import type { KeyHeader } from "./transports.ts";

/** What shows the key: nothing without one. */
export function keyHeaders(header: KeyHeader, key: string | undefined): Readonly<Record<string, string>> {
  if (key === undefined || header === "none") return {};
  return header === "bearer" ? { authorization: `Bearer ${key}` } : { [header]: key };
}

/** The path goes behind the address, and its query and the endpoint's behind whatever query the address had. */
export function urlOf({ baseUrl, query }: Pick<Endpoint, "baseUrl" | "query">, path: string): string {
  const [address = "", ...ownQuery] = baseUrl.split("?");
  const [place = "", ...pathQuery] = path.split("?");
  const all = [...ownQuery, ...pathQuery, new URLSearchParams(query).toString()].filter(Boolean).join("&");
  return address + place + (all === "" ? "" : `?${all}`);
}
