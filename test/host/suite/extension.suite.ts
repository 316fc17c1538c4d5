/** The packaged extension, seen from inside the extension host through VS Code's own API. */
import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";

import { until } from "./until.ts";

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown };
    readonly virtualWorkspaces: unknown;
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, { readonly default?: unknown }>>;
    }[];
  };
}

function sample(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return folder.uri;
}

export function defineExtensionTests(): void {
  describe(`Keyfill in VS Code ${vscode.version}`, () => {
    let extension: vscode.Extension<{ readonly activationMs: number }>;
    let manifest: Manifest;

    before(async () => {
      extension = await until(() => vscode.extensions.getExtension("keyfill.keyfill"));
      manifest = extension.packageJSON;
    });

    it("activates by itself", () => until(() => extension.isActive || undefined));

    it("activates in less than 30 ms", async () => {
      const { activationMs } = await extension.activate();
      console.log(`activated in ${activationMs.toFixed(1)} ms`);
      assert.ok(activationMs < 30, `${activationMs} ms`);
    });

    it("registers every command it contributes", async () => {
      await extension.activate();
      const registered = new Set(await vscode.commands.getCommands(true));
      const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
      assert.deepEqual(missing, []);
    });

    it("has every setting, at its default", () => {
      const configuration = vscode.workspace.getConfiguration();
      const properties = manifest.contributes.configuration.flatMap(({ properties }) =>
        Object.entries(properties),
      );
      assert.ok(properties.length > 0);
      for (const [key, property] of properties)
        assert.deepEqual(configuration.get(key), property.default, key);
    });

    it("toggles where the setting is set", async () => {
      const document = await vscode.workspace.openTextDocument({ language: "python" });
      await vscode.window.showTextDocument(document);
      const read = () => vscode.workspace.getConfiguration("keyfill", document);
      const write = (value: boolean | undefined) =>
        read().update("enabled", value, vscode.ConfigurationTarget.Global, true);
      await write(false);
      try {
        await vscode.commands.executeCommand("keyfill.toggle");
        const { globalLanguageValue, globalValue } = read().inspect<boolean>("enabled") ?? {};
        assert.deepEqual([globalLanguageValue, globalValue], [true, undefined]);
      } finally {
        await write(undefined);
      }
    });

    it("restarts as often as it is asked", async () => {
      const restart = () => vscode.commands.executeCommand("keyfill.restartServer");
      await Promise.all([restart(), restart()]);
    });

    it("says what it does in untrusted and virtual workspaces", () => {
      assert.equal(manifest.capabilities.untrustedWorkspaces.supported, "limited");
      assert.ok(manifest.capabilities.virtualWorkspaces);
    });

    it("completes on request, and the suggestion can be committed", async () => {
      const uri = vscode.Uri.joinPath(sample(), "shapes.py");
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      const { document } = editor;
      const end = document.lineAt(document.lineCount - 1).range.end;
      const typed = "\n\nclass Hexagon(Shape):\n    def __init__(self, side: float) -> None:\n        ";
      assert.ok(await editor.edit((edit) => edit.insert(end, typed)));
      const cursor = document.lineAt(document.lineCount - 1).range.end;
      editor.selection = new vscode.Selection(cursor, cursor);
      const before = document.getText();
      await until(async () => {
        await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
        await new Promise((resolve) => setTimeout(resolve, 300));
        await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
        return document.getText() === before ? undefined : true;
      });
      assert.match(document.getText().slice(before.length), /side/);
    });

    it("is silent while a program stands still, if completion.whileHalted is off", async () => {
      const uri = vscode.Uri.joinPath(sample(), "store.go");
      const { document } = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      const typeAndExplain = async () => {
        const editor = await vscode.window.showTextDocument(document);
        const end = document.lineAt(document.lineCount - 1).range.end;
        editor.selection = new vscode.Selection(end, end);
        await vscode.commands.executeCommand("type", { text: "\nfunc " });
        await new Promise((resolve) => setTimeout(resolve, 500));
        await vscode.commands.executeCommand("keyfill.explainInFull");
        return vscode.window.activeTextEditor?.document.getText() ?? "";
      };
      const setting = vscode.workspace.getConfiguration("keyfill.completion");
      const change = (value: boolean | undefined) =>
        setting.update("whileHalted", value, vscode.ConfigurationTarget.Global);
      const program = { type: "keyfill-halting", name: "halts", request: "launch", file: uri.fsPath };
      await vscode.debug.startDebugging(undefined, program);
      try {
        await until(() => vscode.debug.activeStackItem);
        assert.doesNotMatch(await typeAndExplain(), /nothing: halted/);
        await change(false);
        await until(async () => (/nothing: halted/.test(await typeAndExplain()) ? true : undefined));
      } finally {
        await change(undefined);
        await vscode.debug.stopDebugging();
      }
    });

    it("cannot use proposed API, as in any stable VS Code", () => {
      const provider = { provideInlineCompletionItems: () => [], handleDidShowCompletionItem: () => {} };
      const register = () =>
        vscode.languages.registerInlineCompletionItemProvider({ pattern: "**/none" }, provider);
      assert.throws(register, /CANNOT use API proposal/);
    });
  });
}
