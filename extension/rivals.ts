/** Other extensions that show ghost text. VS Code shows the first that answers, so the user is told of them. */
import { extensions } from "vscode";

/** By the names that the marketplace knows them by, in lower case. From experience: one that is missing is only not named. */
const KNOWN: ReadonlySet<string> = new Set([
  "amazonwebservices.amazon-q-vscode",
  "augment.vscode-augment",
  "blackboxapp.blackbox",
  "codeium.codeium",
  "codeium.windsurfpyright",
  "continue.continue",
  "github.copilot",
  "github.copilot-chat",
  "gitlab.gitlab-workflow",
  "ggml-org.llama-vscode",
  "google.geminicodeassist",
  "huggingface.huggingface-vscode",
  "kilocode.kilo-code",
  "milanglacier.minuet",
  "rjmacarthy.twinny",
  "smallcloud.codify",
  "sourcegraph.cody-ai",
  "supermaven.supermaven",
  "tabbyml.vscode-tabby",
  "tabnine.tabnine-vscode",
  "visualstudioexptteam.vscodeintellicode-completions",
]);
/** Who may use it does so to show more than others can. */
const PROPOSAL = "inlineCompletionsAdditions";

/** The names of those that are at work. */
export function rivals(): readonly string[] {
  return extensions.all
    .filter(({ id, isActive, packageJSON }) => {
      const proposals: unknown = Object(packageJSON).enabledApiProposals;
      const isPrivileged =
        Array.isArray(proposals) && proposals.some((name) => String(name).startsWith(PROPOSAL));
      return isActive && (KNOWN.has(id.toLowerCase()) || isPrivileged);
    })
    .map(({ id, packageJSON }) => String(Object(packageJSON).displayName ?? id));
}
