/** The editor's own settings for the network (`http.proxy` and its like), as options of our client. */
import * as z from "zod/mini";

import type { HttpOptions } from "../http.ts";

/** https://code.visualstudio.com/docs/setup/network, read 2026-11. What is wrong counts as not set. */
const sentSchema = z.catch(
  z.partial(
    z.object({
      proxy: z.catch(z.string(), ""),
      proxyAuthorization: z.catch(z.nullish(z.string()), null),
      proxyStrictSSL: z.catch(z.boolean(), true),
      proxySupport: z.catch(z.string(), "override"),
      noProxy: z.catch(z.array(z.string()), []),
    }),
  ),
  {},
);

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
