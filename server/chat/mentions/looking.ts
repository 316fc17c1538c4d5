/** Looks up what is mentioned. A new mention is a kind in `protocol/chat/mention.ts`, a function here, and a line in `suggest.ts`. */
import type { Mention } from "../../protocol/chat/mention.ts";
import type { Looked, Looking } from "../looking.ts";
import type { Permissions } from "../tool.ts";
import type { World } from "../tools/world.ts";
import { lookAtProblems, lookAtSelection, lookAtTerminal } from "./editor.ts";
import { lookAtFile, lookAtFolder, lookAtOpen, lookAtTree } from "./files.ts";
import { lookAtGit } from "./git.ts";
import { inertLine } from "../tools/inert.ts";
import { labelOf } from "./label-of.ts";
import { lookAtImage, lookAtText } from "./given.ts";
import { type Look, type MentionGround, nothing } from "./mention-ground.ts";
import { lookAtDefinition, lookAtReferences, lookAtWorkspace } from "./names.ts";
import { shorten } from "./shorten.ts";
import { suggestIn } from "./suggest.ts";
import { webLook } from "./web.ts";

export function createLooking(world: World, permissions: Permissions): Looking {
  const looks: { readonly [Kind in Mention["kind"]]: Look<Kind> } = {
    file: lookAtFile,
    folder: lookAtFolder,
    definition: lookAtDefinition,
    references: lookAtReferences,
    workspace: lookAtWorkspace,
    selection: lookAtSelection,
    open: lookAtOpen,
    problems: lookAtProblems,
    terminal: lookAtTerminal,
    git: lookAtGit,
    tree: lookAtTree,
    web: webLook(),
    text: lookAtText,
    image: lookAtImage,
  };
  return {
    async look(mention, about, signal) {
      const sight = world.sightOf(about.target);
      const ground: MentionGround = { world, folders: world.folders, sight, about, signal, permissions };
      try {
        const looked = await lookBy(looks, mention, ground);
        const count = (text: string) => world.countTokens(text, about.target);
        return { ...looked, text: shorten(looked.text, { maxTokens: about.maxTokens, count }) };
      } catch (error) {
        const label = "uri" in mention && mention.uri !== undefined ? labelOf(mention.uri) : mention.kind;
        return nothing(
          inertLine(label),
          `It could not be looked up: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    },
    // Who types an @ waits for no reason why there is nothing.
    suggest: (text) => suggestIn(text, world).catch(() => []),
  };
}

function lookBy<Kind extends Mention["kind"]>(
  looks: { readonly [K in Kind]: Look<K> },
  mention: Mention & { readonly kind: Kind },
  ground: MentionGround,
): Promise<Looked> | Looked {
  // The table has for each kind what takes mentions of this kind, which the compiler cannot follow.
  const look: (mention: never, ground: MentionGround) => Promise<Looked> | Looked = looks[mention.kind];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return look(mention as never, ground);
}
