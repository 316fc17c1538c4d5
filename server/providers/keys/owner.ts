/** Whose key is wanted: as much of an endpoint as finding it takes. */
import type { Endpoint } from "../endpoint.ts";

export type Owner = Pick<
  Endpoint,
  "instance" | "apiKey" | "keyVariables" | "keyNeeded" | "headers" | "query"
>;
