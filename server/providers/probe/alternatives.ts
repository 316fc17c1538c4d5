/** Which of a provider's models fill in the middle, for when the one that was chosen does not. Pure. */
import type { Instance } from "../instance.ts";
import type { ListedModel } from "../listing.ts";
import { nearNames } from "../near-names.ts";
import { type Knowledge, resolveTarget } from "../target.ts";

const FEW = 5;

export function alternativesFor(
  instance: Instance,
  models: readonly ListedModel[],
  knowledge: Knowledge,
): readonly string[] {
  const able = models
    .filter(({ id, capabilities }) => {
      if (id === instance.model) return false;
      const { family: _, ...others } = instance;
      const asked = { ...others, model: id };
      const { known } = knowledge.model({ instance: asked, name: id, purpose: "completion" });
      const target = resolveTarget(asked, knowledge);
      return "form" in target && target.form.kind !== "chat" && (known || capabilities?.insert === true);
    })
    .map(({ id }) => id);
  // One of a like name may be what was meant.
  const near = nearNames(instance.model ?? "", able);
  return [...new Set([...near, ...able])].slice(0, FEW);
}
