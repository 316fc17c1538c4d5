/** What every tool stands on: the world as one model may see it, and where texts of files are kept for this chat. */
import type { Texts } from "../changes/texts.ts";
import type { Sight, World } from "./world.ts";

export interface ToolGround {
  readonly folders: World["folders"];
  readonly world: World;
  readonly sight: Sight;
  readonly texts: Texts;
}
