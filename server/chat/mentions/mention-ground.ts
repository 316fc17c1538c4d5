/** What a mention is looked up with. */
import type { Signal } from "../../completion/ports.ts";
import type { About, Looked } from "../looking.ts";
import type { Mention } from "../../protocol/chat/mention.ts";
import type { Permissions } from "../tool.ts";
import type { Sight, World } from "../tools/world.ts";

export interface MentionGround {
  readonly world: World;
  readonly folders: World["folders"];
  readonly sight: Sight;
  readonly about: About;
  readonly signal: Signal;
  readonly permissions: Permissions;
}

export type MentionOf<Kind extends Mention["kind"]> = Mention & { readonly kind: Kind };

export type Look<Kind extends Mention["kind"]> = (
  mention: MentionOf<Kind>,
  ground: MentionGround,
) => Promise<Looked> | Looked;

/** There is nothing to show, and why. */
export function nothing(label: string, problem: string): Looked {
  return { label, text: "", problem };
}

/** A file's text as models know it from elsewhere: its name, and a fence that nothing in it ends. */
export function fenced(head: string, path: string, text: string): string {
  const longest = Math.max(
    2,
    ...Array.from(text.matchAll(/^\s*(`{3,})/gm), ([, ticks = ""]) => ticks.length),
  );
  const fence = "`".repeat(longest + 1);
  const language = /\.(\w+)$/.exec(path)?.[1] ?? "";
  return `${head}:\n${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
}
