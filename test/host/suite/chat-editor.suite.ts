/** What the engine asks of the editor for a chat, answered by VS Code itself. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import * as vscode from "vscode";

import { editorSide, type EditorSide } from "../../../extension/chat/editor-side.ts";
import { TerminalWatch } from "../../../extension/chat/terminal-watch.ts";

/**
 * VS Code loses what a command says whose start and end reach it in one piece, as on a busy machine: this one
 * takes its time on either side.
 */
const COMMAND = "sleep 1; echo said-there; sleep 1";
/** The command, and what it said. */
const SAID = /\$ sleep 1; echo said-there; sleep 1\n[^]*said-there/;

export function defineChatEditorTests(): void {
  describe("The editor's side of a chat", () => {
    const { token } = new vscode.CancellationTokenSource();
    let root: vscode.Uri;
    let terminals: TerminalWatch;
    let side: EditorSide;

    before(() => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      root = vscode.Uri.joinPath(folder.uri, "chat-editor");
      terminals = new TerminalWatch();
      side = editorSide(terminals);
    });

    after(async () => {
      terminals.dispose();
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await vscode.workspace.fs.delete(root, { recursive: true });
    });

    const at = (name: string) => vscode.Uri.joinPath(root, name);
    const edit = (name: string, before: string | undefined, after: string | undefined) => ({
      uri: at(name).toString(),
      before,
      after,
    });
    const write = (name: string, text: string) => vscode.workspace.fs.writeFile(at(name), Buffer.from(text));
    const read = async (name: string) =>
      vscode.workspace.fs.readFile(at(name)).then(
        (bytes) => Buffer.from(bytes).toString(),
        () => undefined,
      );
    const change = (...changes: ReturnType<typeof edit>[]) => side.change({ changes }, token);

    it("changes, makes and deletes files that are not open", async () => {
      await write("a.txt", "\uFEFFa\r\n");
      await write("b.txt", "b\n");
      const answer = await change(
        edit("a.txt", "a\r\n", "a1\r\n"),
        edit("b.txt", "b\n", undefined),
        edit("deep/c.txt", undefined, "c\n"),
      );
      assert.deepEqual(answer, { became: [] });
      assert.deepEqual(
        [await read("a.txt"), await read("b.txt"), await read("deep/c.txt")],
        ["\uFEFFa1\r\n", undefined, "c\n"],
      );
    });

    it("changes an open document in its editor, and saves it with what was not saved", async () => {
      await write("open.txt", "one\ntwo\nthree\n");
      const document = await vscode.workspace.openTextDocument(at("open.txt"));
      const editor = await vscode.window.showTextDocument(document);
      await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), "zero\n"));
      editor.selection = new vscode.Selection(3, 2, 3, 2);
      assert.match(
        String((await change(edit("open.txt", "one\ntwo\nthree\n", "x"))).problem),
        /has changed meanwhile/,
      );
      assert.deepEqual(await change(edit("open.txt", "zero\none\ntwo\nthree\n", "zero\n1\ntwo\nthree\n")), {
        became: [],
      });
      assert.equal(document.getText(), "zero\n1\ntwo\nthree\n");
      assert.equal(document.isDirty, false);
      assert.equal(await read("open.txt"), "zero\n1\ntwo\nthree\n");
      // The cursor stands where it stood.
      assert.deepEqual([editor.selection.active.line, editor.selection.active.character], [3, 2]);
    });

    it("keeps the line ends and the mark of an open document", async () => {
      await write("crlf.txt", "\uFEFFone\r\ntwo\r\n");
      const document = await vscode.workspace.openTextDocument(at("crlf.txt"));
      await vscode.window.showTextDocument(document);
      assert.deepEqual(await change(edit("crlf.txt", document.getText(), "one\r\n2\r\n")), { became: [] });
      assert.equal(await read("crlf.txt"), "\uFEFFone\r\n2\r\n");
    });

    it("changes all or nothing", async () => {
      await write("d.txt", "d\n");
      await write("e.txt", "e\n");
      const stale = await change(edit("d.txt", "d\n", "d1\n"), edit("e.txt", "not this\n", "e1\n"));
      assert.match(String(stale.problem), /e\.txt has changed meanwhile/);
      assert.equal(await read("d.txt"), "d\n");
      // A file stands where a folder would have to.
      const blocked = await change(edit("d.txt", "d\n", "d1\n"), edit("e.txt/x", undefined, "x"));
      assert.match(String(blocked.problem), /could not be changed/);
      assert.deepEqual([await read("d.txt"), await read("e.txt")], ["d\n", "e\n"]);
    });

    it("deletes an open document with its editor", async () => {
      await write("gone.txt", "gone\n");
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(at("gone.txt")));
      assert.deepEqual(await change(edit("gone.txt", "gone\n", undefined)), { became: [] });
      assert.equal(await read("gone.txt"), undefined);
    });

    it("tells what saving has made of a document", async () => {
      await write("formatted.txt", "one\n");
      const configuration = vscode.workspace.getConfiguration("files");
      await configuration.update("insertFinalNewline", true, vscode.ConfigurationTarget.Global);
      try {
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(at("formatted.txt")));
        const { became } = await change(edit("formatted.txt", "one\n", "two"));
        assert.deepEqual(became, [{ uri: at("formatted.txt").toString(), text: "two\n" }]);
      } finally {
        await configuration.update("insertFinalNewline", undefined, vscode.ConfigurationTarget.Global);
      }
    });

    it("tells the selection, whole lines as such, and the tabs, the one in front first", async () => {
      await write("s.txt", "one\ntwo\nthree\n");
      const editor = await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument(at("s.txt")),
        { preview: false },
      );
      assert.equal(await side.selection({}, token), null);
      editor.selection = new vscode.Selection(1, 0, 2, 0);
      assert.deepEqual(await side.selection({}, token), {
        uri: at("s.txt").toString(),
        first: 1,
        last: 1,
        text: "two\n",
      });
      const [front] = await side.tabs({}, token);
      assert.deepEqual(front, { uri: at("s.txt").toString() });
    });

    it("tells the problems, of a file or of all", async () => {
      const diagnostics = vscode.languages.createDiagnosticCollection("chat-editor");
      const range = new vscode.Range(2, 0, 3, 1);
      diagnostics.set(at("s.txt"), [
        new vscode.Diagnostic(range, "odd", vscode.DiagnosticSeverity.Information),
        new vscode.Diagnostic(range, "bad", vscode.DiagnosticSeverity.Error),
      ]);
      try {
        const expected = ["error: bad", "hint: odd"];
        for (const uri of [at("s.txt").toString(), undefined]) {
          const found = await side.problems(uri === undefined ? {} : { uri }, token);
          const own = found.filter((problem) => problem.uri === at("s.txt").toString());
          assert.deepEqual(
            own.map(({ severity, message }) => `${severity}: ${message}`),
            expected,
          );
        }
        assert.deepEqual(await side.problems({ uri: at("a.txt").toString() }, token), []);
      } finally {
        diagnostics.dispose();
      }
    });

    it("offers the tools that there are, and calls them", async () => {
      const tools = await side.tools({}, token);
      assert.ok(tools.every(({ name, parameters }) => name !== "" && typeof parameters === "object"));
      const { text, failed } = await side.callTool({ name: "there_is_no_such_tool", input: {} }, token);
      assert.equal(failed, true);
      assert.notEqual(text, "");
    });

    it("tells what was said in the terminal", async () => {
      assert.equal(await side.terminal({}, token), null);
      const terminal = vscode.window.createTerminal({
        shellPath: process.platform === "win32" ? "powershell.exe" : "/bin/bash",
      });
      try {
        terminal.show();
        const end = Date.now() + 12_000;
        while (!terminal.shellIntegration && Date.now() < end)
          await new Promise((resolve) => setTimeout(resolve, 100));
        // The oldest VS Code's terminals tell nothing in this host: then nothing is told on.
        if (!terminal.shellIntegration) return assert.equal(await side.terminal({}, token), null);
        terminal.shellIntegration.executeCommand(COMMAND);
        let said = "";
        const told = Date.now() + 12_000;
        while (!SAID.test(said) && Date.now() < told) {
          said = (await side.terminal({}, token)) ?? "";
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        assert.match(said, SAID);
      } finally {
        terminal.dispose();
      }
    }).timeout(40_000);
  });
}
