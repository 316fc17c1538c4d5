/** Loads the parser's runtime, grammars and queries from the folder where they ship, each when its language is first met. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";

import { Language, Parser, Query } from "web-tree-sitter";

import type { SyntaxLanguages } from "./languages.ts";

export interface Grammar {
  readonly language: Language;
  /** What the lines around a cursor are read by: structure and declarations. */
  readonly around: Query;
  /** Declarations and imports alone. */
  readonly outline: Query;
  readonly isExported: (name: string) => boolean;
  /** The query marks what is exported; else it goes by the name. */
  readonly marksExported: boolean;
}

export interface Shipped {
  /** `resources/syntax` */
  readonly folder: string;
  /** web-tree-sitter.wasm */
  readonly runtime: string;
}

export class Grammars {
  readonly #shipped: Shipped;
  readonly #languages: SyntaxLanguages;
  readonly #loaded = new Map<string, Promise<Grammar>>();
  readonly #parsers = new Map<string, Promise<Language>>();

  constructor(shipped: Shipped, languages: SyntaxLanguages) {
    this.#shipped = shipped;
    this.#languages = languages;
  }

  /** Undefined for a language that has none. */
  async of(languageId: string): Promise<Grammar | undefined> {
    if (!this.#languages.has(languageId)) return undefined;
    const loaded = this.#loaded.get(languageId) ?? this.#load(languageId);
    this.#loaded.set(languageId, loaded);
    return loaded;
  }

  async #load(languageId: string): Promise<Grammar> {
    const spec = this.#languages.get(languageId);
    if (!spec) throw new Error(`no grammar for ${languageId}`);
    const language = this.#parsers.get(spec.grammar) ?? this.#loadParser(spec.grammar);
    this.#parsers.set(spec.grammar, language);
    const [structure, outline] = await Promise.all([
      this.#queries("structure", spec.structure),
      this.#queries("outline", spec.outline),
    ]);
    const compiled = new Query(await language, outline);
    const names = new RegExp(spec.exported ?? "", "u");
    return {
      language: await language,
      around: new Query(await language, structure + outline),
      outline: compiled,
      isExported: (name) => names.test(name),
      marksExported: compiled.captureNames.includes("exported"),
    };
  }

  async #loadParser(name: string): Promise<Language> {
    const [packed] = await Promise.all([
      readFile(join(this.#shipped.folder, `${name}.wasm.br`)),
      startRuntime(this.#shipped.runtime),
    ]);
    return Language.load(await promisify(brotliDecompress)(packed));
  }

  async #queries(kind: "structure" | "outline", names: readonly string[]): Promise<string> {
    const files = names.map((name) => readFile(join(this.#shipped.folder, kind, `${name}.scm`), "utf8"));
    return (await Promise.all(files)).join("\n");
  }
}

/** There is one per thread; the library answers the first call's promise to all others. */
async function startRuntime(file: string): Promise<void> {
  await Parser.init({ wasmBinary: await readFile(file) });
}
