/** Writes the message of a commit: each model is shown of the diff what it may see, and as much as it has room for. */
import type { Signal } from "../../completion/ports.ts";
import type { Answer, Asked } from "../../protocol/chat/questions.ts";
import { onceBy, type Room } from "../answer/once.ts";
import type { AnsweringPorts } from "../ports.ts";
import { COMMIT_INSTRUCTIONS, commitText, messageFrom } from "./commit-message.ts";
import { type FileDiff, filesOf } from "./diff-files.ts";
import { fitFiles } from "./fit-files.ts";

export async function writeCommitMessage(
  { root, diff, recent, begun }: Asked<"commitMessage">,
  ports: AnsweringPorts,
  signal: Signal,
): Promise<Answer<"commitMessage">> {
  const files = filesOf(diff);
  let missing: { readonly shortened: readonly string[]; readonly withheld: readonly string[] } = {
    shortened: [],
    withheld: [],
  };
  const write = ({ who, count, budget }: Room) => {
    const mayShow = ({ path }: FileDiff) => ports.mayShow(uriOf(root, path), who);
    const shown = files.filter(mayShow).map((file) => ({ ...file, text: ports.conceal(file.text, who) }));
    const withheld = files.filter((file) => !mayShow(file)).map(({ path }) => path);
    const around = commitText({ diff: "", shortened: [], withheld: withheld.length, recent, begun });
    const room = budget - count(COMMIT_INSTRUCTIONS) - count(around);
    const fitted = fitFiles(shown, room, count);
    missing = { shortened: fitted.shortened, withheld };
    const { text, shortened } = fitted;
    return {
      instructions: COMMIT_INSTRUCTIONS,
      text: commitText({ diff: text, shortened, withheld: withheld.length, recent, begun }),
    };
  };
  const said = await onceBy({ light: true, write }, ports, signal);
  return "failure" in said ? said : { text: messageFrom(said.text, begun), ...missing };
}

function uriOf(root: string, path: string): string {
  return `${root}/${path.split("/").map(encodeURIComponent).join("/")}`;
}
