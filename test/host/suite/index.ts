/**
 * What runs inside the extension host, on every VS Code the same: the module that VS Code is given as its test runner. It
 * leaves the results in a file, since a host that dies reports success.
 */
import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { defineChatEditorTests } from "./chat-editor.suite.ts";
import { defineExtensionTests } from "./extension.suite.ts";
import { defineLanguageModelTests } from "./language-models.suite.ts";
import type { SuiteResult } from "../suite-result.ts";

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 20_000, color: false, forbidOnly: true, reporter: "spec" });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  defineExtensionTests();
  defineChatEditorTests();
  defineLanguageModelTests();
  const results: SuiteResult[] = [];
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const file = process.env["SUITE_RESULT"];
      if (file) writeFileSync(file, JSON.stringify(results));
      if (failures > 0) reject(new Error(`${failures} failed`));
      else resolve();
    });
    runner.on("test end", (test) =>
      results.push({
        title: test.fullTitle(),
        state: test.state ?? "skipped",
        ...(test.err && { error: test.err.stack ?? test.err.message }),
      }),
    );
  });
}
