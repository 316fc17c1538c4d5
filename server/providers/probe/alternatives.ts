/** Which of a provider's models fill in the middle, for when the one that was chosen does not. Pure. */
import type { Instance } from "../instance.ts";
import type { ListedModel } from "../listing.ts";
import { type Knowledge, resolveTarget } from "../target.ts";

const FEW = 5;

export function alternativesFor(
  instance: Instance,
  models: readonly ListedModel[],
  knowledge: Knowledge,
): readonly string[] {
  return models
    .filter(({ id, capabilities }) => {
      if (id === instance.model) return false;
      const { family: _, ...others } = instance;
      const asked = { ...others, model: id };
      const { known } = knowledge.model({ instance: asked, name: id, purpose: "completion" });
      const target = resolveTarget(asked, knowledge);
      return "form" in target && target.form.kind !== "chat" && (known || capabilities?.insert === true);
    })
    .slice(0, FEW)
    .map(({ id }) => id);
}
