/**
 * The vocabulary of Qwen2.5 as GGUF metadata. llama.cpp's own vocabulary file is Qwen2's, which
 * has the same tokens and merges but only placeholders where 2.5 has its markers.
 */
import { join } from "node:path";
import { readMetadata, type GgufValue, type Metadata } from "./gguf.ts";
import { llamaSource } from "../llama-source.ts";

export interface Vocabulary {
  readonly metadata: Metadata;
  readonly tokens: readonly string[];
}

const controlType = 3;
const userDefinedType = 4;

export const endOfText = 151643;
export const fimPrefix = 151659;
export const fimMiddle = 151660;
export const fimSuffix = 151661;
export const fileSeparator = 151664;

// added_tokens of https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B/blob/main/tokenizer.json
// (2025-11): ids 151646 to 151664, of which the first eleven are marked special.
const firstMarker = 151646;
const specialMarkers =
  "<|object_ref_start|> <|object_ref_end|> <|box_start|> <|box_end|> <|quad_start|> <|quad_end|> <|vision_start|> <|vision_end|> <|vision_pad|> <|image_pad|> <|video_pad|>";
const ordinaryMarkers =
  "<tool_call> </tool_call> <|fim_prefix|> <|fim_middle|> <|fim_suffix|> <|fim_pad|> <|repo_name|> <|file_sep|>";

export async function qwenVocabulary(): Promise<Vocabulary> {
  const source = await readMetadata(join(await llamaSource(), "models/ggml-vocab-qwen2.gguf"));
  const tokens = source.get("tokenizer.ggml.tokens");
  const types = source.get("tokenizer.ggml.token_type");
  if (tokens?.kind !== "strings" || types?.kind !== "int32s") {
    throw new Error("ggml-vocab-qwen2.gguf carries no tokens");
  }
  const special = specialMarkers.split(" ");
  const markers = [...special, ...ordinaryMarkers.split(" ")];
  const markerTypes = markers.map((_, i) => (i < special.length ? controlType : userDefinedType));
  const withMarkers = tokens.value.toSpliced(firstMarker, markers.length, ...markers);
  const metadata = new Map<string, GgufValue>([
    ...[...source].filter(([key]) => key.startsWith("tokenizer.")),
    ["tokenizer.ggml.tokens", { kind: "strings", value: withMarkers }],
    [
      "tokenizer.ggml.token_type",
      { kind: "int32s", value: types.value.toSpliced(firstMarker, markers.length, ...markerTypes) },
    ],
    ["tokenizer.ggml.fim_pre_token_id", { kind: "uint32", value: fimPrefix }],
    ["tokenizer.ggml.fim_suf_token_id", { kind: "uint32", value: fimSuffix }],
    ["tokenizer.ggml.fim_mid_token_id", { kind: "uint32", value: fimMiddle }],
    ["tokenizer.ggml.fim_pad_token_id", { kind: "uint32", value: fimMiddle + 2 }],
    ["tokenizer.ggml.fim_rep_token_id", { kind: "uint32", value: fileSeparator - 1 }],
    ["tokenizer.ggml.fim_sep_token_id", { kind: "uint32", value: fileSeparator }],
  ]);
  return { metadata, tokens: withMarkers };
}
