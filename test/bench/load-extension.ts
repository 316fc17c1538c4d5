/** Run in a process of its own by `activation.ts`, `load-extension <main.cjs>`: loads and activates the extension before a VS Code that does nothing, and prints how long that took. */
import { realpathSync } from "node:fs";
import Module, { createRequire } from "node:module";

/** Whatever is asked of it, called or made, it is that again. */
const anything: object = new Proxy(function () {}, {
  get(target, name) {
    if (name === "prototype") return target.prototype;
    if (name === Symbol.toPrimitive) return () => "";
    if (name === Symbol.iterator) return () => [].values();
    return name === "then" ? undefined : anything;
  },
  set: () => true,
  apply: () => anything,
  construct: () => anything,
});

const load: unknown = Reflect.get(Module, "_load");
if (typeof load !== "function") throw new Error("Node loads modules by another way now");
Reflect.set(Module, "_load", function intercept(name: string, parent: { filename: string }, isMain: boolean) {
  if (name !== "vscode") return Reflect.apply(load, Module, [name, parent, isMain]);
  // As VS Code does, to know which extension asks:
  // https://github.com/microsoft/vscode/blob/main/src/vs/workbench/api/node/extHostExtensionService.ts, read 2026-11.
  realpathSync(parent.filename);
  return anything;
});

const require = createRequire(import.meta.url);
// VS Code has these long before.
for (const name of ["node:fs/promises", "node:os", "node:timers/promises"]) require(name);
const [main = ""] = process.argv.slice(2);
const context = Object.create(anything, { subscriptions: { value: [] } });
const started = performance.now();
const spent = process.cpuUsage();
require(main).activate(context);
const ms = performance.now() - started;
const { user, system } = process.cpuUsage(spent);
const figures = { ms, processorMs: (user + system) / 1e3 };
process.stdout.write(JSON.stringify(figures), () => process.exit());
