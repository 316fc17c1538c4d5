/** Reads a page of the web. Asked for each host: a page is told which of them was read, and by whom. */
import * as z from "zod/mini";

import { told } from "../../completion/told.ts";
import type { ChatTool } from "../tool.ts";
import { fetchPage, webAddress } from "../web/fetch-page.ts";
import type { ToolGround } from "./ground.ts";
import { inert, inertLine } from "./inert.ts";
import { argument, makeTool } from "./make-tool.ts";
import { shownOutput } from "./shown-text.ts";

const MAX_CHARS = 60_000;

export function readPage({ world, sight }: ToolGround): ChatTool {
  return makeTool({
    name: "read_page",
    description: "Reads a page of the web as text.",
    reads: true,
    schema: z.object({ url: argument(z.string(), "The address, such as https://example.com/docs") }),
    plan({ url }) {
      const address = webAddress(url.trim());
      if (!address)
        return { problem: `${inertLine(url)} is no address. It has to begin with https:// or http://.` };
      return {
        title: told("Read {0}", inertLine(address.href)),
        permission: {
          detail: inert(address.href),
          pattern: `pages of ${address.host}`,
          rule: `web ${address.origin}`,
        },
        async run(_, signal) {
          const page = await fetchPage(address.href, world.get, signal);
          if ("problem" in page) return { text: page.problem, failed: true };
          const text = shownOutput(page.text.slice(0, MAX_CHARS), sight);
          const rest = page.text.length > MAX_CHARS ? "\n… (the rest is left out)" : "";
          return { text: `${page.url}\n\n${text}${rest}` };
        },
      };
    },
  });
}
