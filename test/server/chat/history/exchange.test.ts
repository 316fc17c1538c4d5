/** A chat as a file and back: nothing of it is lost, and nothing comes in that is not one. */
import { expect, test } from "vitest";

import { asJson, fromJson } from "../../../../server/chat/history/exchange.ts";
import { asMarkdown } from "../../../../server/chat/markdown.ts";
import { call, chatSession, failed, inTurn, text, tool } from "../../../support/chat-session.ts";

async function talk() {
  const says = inTurn(
    [{ kind: "reasoning", text: "Hm ``` hm.", signature: "c2ln" }, text("I look."), call("look", { at: 1 })],
    [text("Found.")],
    [failed("timeout")],
  );
  const change = { uri: "file:///w/a", path: "a", before: "x", after: "y", added: 1, removed: 2 };
  const run = () => Promise.resolve({ text: "told\n````\n# not a heading", changes: [change] });
  const session = chatSession({ says, tools: [tool("look", { run })] });
  const mentions = [{ kind: "text", name: "<b>.md", text: "# pasted" } as const];
  await session.chat.send({ after: undefined, text: "Where <script>?", mentions });
  const first = await session.settled();
  session.chat.again(first.id);
  await session.settled();
  session.chat.read(first.id);
  session.chat.rename("A name");
  return session;
}

test("as JSON and back it is the same, with all of its branches", async () => {
  const { conversation } = await talk();
  const back = fromJson(asJson(conversation));
  const withoutChanges = JSON.parse(
    JSON.stringify([...conversation.turns.values()], (key, value: unknown) =>
      key === "changes" ? [] : value,
    ),
  );
  expect(JSON.parse(JSON.stringify([...back.turns.values()]))).toEqual(withoutChanges);
  expect(back).toMatchObject({ title: "A name", leaf: conversation.leaf, options: conversation.options });
});

test("as Markdown it is the branch that is read, and what was shown cannot break out of its fence", async () => {
  const markdown = asMarkdown((await talk()).conversation);
  expect(markdown).toBe(`# A name

## You

Where <script>?

<details><summary>Attached: &lt;b>.md</summary>

\`\`\`
# pasted
\`\`\`

</details>

## one/a

<details><summary>Thoughts</summary>

\`\`\`\`
Hm \`\`\` hm.
\`\`\`\`

</details>

I look.

<details><summary>look {"at":1}</summary>

\`\`\`
{"at":1}
\`\`\`

\`\`\`\`\`
told
\`\`\`\`
# not a heading
\`\`\`\`\`

</details>

Found.
`);
});

const options = { target: "", mode: "agent", instructions: "" };
const began = { kind: "began", id: "c1", at: 0, options };
const asked = { kind: "asked", turn: "u1", at: 1, text: "Hi", attached: [] };
const file = (...events: readonly object[]) =>
  JSON.stringify({ format: "keyfill-chat", version: 1, events: [began, ...events] });

test.each([
  ["no JSON", "{", /no JSON/],
  ["something else", '{"messages":[]}', /no chat that Keyfill has exported/],
  ["another version", JSON.stringify({ format: "keyfill-chat", version: 9, events: [] }), /another version/],
  ["no beginning", JSON.stringify({ format: "keyfill-chat", version: 1, events: [asked] }), /begin/],
  ["nothing in it", file(), /nothing in this chat/],
  ["an event of another kind", file(asked, { kind: "run", turn: "u1" }), /Event 3/],
  ["an id that is a path", file({ ...asked, turn: "../../x" }), /Event 2/],
  [
    "an image that is none",
    file({
      ...asked,
      attached: [
        {
          mention: { kind: "image", name: "x", mediaType: "image/svg+xml", base64: "AA" },
          label: "x",
          text: "",
          tokens: 1,
        },
      ],
    }),
    /Event 2/,
  ],
])("not taken: %s", (_, text, problem) => {
  expect(() => fromJson(text)).toThrow(problem);
});

test("whatever it says of parents, no turn stands below itself, and no answer is on its way", () => {
  const answering = { kind: "answering", turn: "m1", parent: "u1", at: 2, target: "x" };
  const loop = file(
    { ...asked, parent: "m1" },
    answering,
    { ...asked, parent: "m1" },
    { ...asked, turn: "u2", parent: "u2" },
    { kind: "leaf", turn: "nowhere" },
  );
  const { turns, leaf } = fromJson(loop);
  expect([...turns.values()].map(({ id, parent }) => [id, parent])).toEqual([
    ["u1", undefined],
    ["m1", "u1"],
    ["u2", "m1"],
  ]);
  expect(turns.get("m1")).toMatchObject({ state: { kind: "broken-off" } });
  expect(leaf).toBe("u2");
});
