/** The editor's own settings for the network (`http.proxy` and its like), as options of our client. */
import * as z from "zod";

import type { HttpOptions } from "./http.ts";

/** https://code.visualstudio.com/docs/setup/network, read 2026-11. What is wrong counts as not set. */
const sentSchema = z
  .object({
    proxy: z.string().catch(""),
    proxyAuthorization: z.string().nullish().catch(null),
    proxyStrictSSL: z.boolean().catch(true),
    proxySupport: z.string().catch("override"),
    noProxy: z.array(z.string()).catch([]),
  })
  .partial()
  .catch({});

export function httpOptions(sent: unknown, env: HttpOptions["env"] = {}): HttpOptions {
  const { proxy, proxyAuthorization, proxyStrictSSL, proxySupport, noProxy } = sentSchema.parse(sent ?? {});
  const strictTls = proxyStrictSSL ?? true;
  if (proxySupport === "off") return { strictTls };
  return {
    env,
    strictTls,
    ...(noProxy && { noProxy }),
    ...(proxy && { proxy: { url: proxy, ...(proxyAuthorization && { authorization: proxyAuthorization }) } }),
  };
}
