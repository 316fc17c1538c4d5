import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { createLooking } from "../../../../server/chat/mentions/looking.ts";
import { createPermissions } from "../../../../server/chat/tools/permissions.ts";
import type { World } from "../../../../server/chat/tools/world.ts";
import type { MentionOf } from "../../../../server/chat/mentions/mention-ground.ts";
import { git } from "../../../support/indexed-folder.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { TARGET, toolWorld } from "../../../support/tool-world.ts";

const root = temporaryFolder();

async function says(world: World, what: MentionOf<"git">["what"]): Promise<string> {
  const looking = createLooking(world, createPermissions(join(root, "permissions.json")));
  const about = { message: "", target: TARGET, maxTokens: 10_000 };
  const { label, text, problem } = await looking.look(
    { kind: "git", what },
    about,
    new AbortController().signal,
  );
  return `${label}\n${problem === undefined ? text : `✗ ${problem}`}`;
}

test("git is asked for changes, without the files that may not be seen, and none of the repository's programs runs", async () => {
  const repository = await toolWorld(root, {
    "a.txt": "one\n",
    "secret/plan.txt": "the plan\n",
    ".keyfillignore": "secret/\n",
    "k.txt": "x\n",
  });
  const { folder } = repository;
  const ran = join(root, "ran");
  const script = join(root, "evil.sh");
  writeFileSync(script, `#!/bin/sh\necho "$0 $*" >> ${ran}\ncat\n`);
  chmodSync(script, 0o755);
  git(folder, "init", "-q");
  git(folder, "add", ".");
  git(folder, "commit", "-qm", "The first\n\npassword = hunter2hunter2");
  for (const name of [
    "core.fsmonitor",
    "core.pager",
    "diff.external",
    "diff.x.textconv",
    "diff.x.command",
    "filter.x.clean",
    "filter.y.process",
    "gpg.program",
  ])
    git(folder, "config", name, script);
  git(folder, "config", "filter.x.required", "true");
  git(folder, "config", "log.showSignature", "true");
  repository.write(".gitattributes", "*.txt diff=x filter=x\n");
  repository.write("a.txt", "one\ntwo\n");
  repository.write("secret/plan.txt", "another plan\n");
  repository.write("k.txt", "password = hunter2hunter2\n");
  repository.write("new.txt", "n\n");
  repository.write("secret/new.txt", "n\n");

  const changes = await says(repository.world, "changes");
  expect(changes).toContain("diff --git a/a.txt b/a.txt");
  expect(changes).toContain(" one\n+two");
  expect(changes).toContain("+password = REDACTEDREDACT");
  expect(changes).toContain("New files that git does not follow:\n.gitattributes\nnew.txt");
  expect(changes).not.toMatch(/plan|secret\/new/);
  expect(await says(repository.world, "staged")).toBe("staged changes\n✗ Nothing is staged.");
  const commit = await says(repository.world, { commit: "HEAD" });
  expect(commit).toMatch(/^commit HEAD\nA commit:\n```diff\ncommit [\da-f]{40}\nAuthor: t\n/);
  expect(commit).toContain("password = REDACTEDREDACT");
  expect(commit).toContain("+one");
  expect(commit).not.toContain("the plan");
  for (const name of ["--output=/tmp/x", "nobody", "HEAD; id", ""])
    expect(await says(repository.world, { commit: name })).toContain("✗ There is no such commit.");
  expect(existsSync(ran)).toBe(false);
});

test("a repository that says its files are elsewhere is not believed", async () => {
  const elsewhere = await toolWorld(root, { "private.txt": "private\n" });
  const repository = await toolWorld(root, { "private.txt": "mine\n" });
  git(repository.folder, "init", "-q");
  git(repository.folder, "add", ".");
  git(repository.folder, "commit", "-qm", "one");
  git(repository.folder, "config", "core.worktree", elsewhere.folder);
  expect(await says(repository.world, "changes")).toContain("✗ The folder is not under git");
});

test("a repository without a commit has what is staged", async () => {
  const repository = await toolWorld(root, { "a.txt": "one\n" });
  git(repository.folder, "init", "-q");
  git(repository.folder, "add", ".");
  expect(await says(repository.world, "changes")).toContain("+one");
});
