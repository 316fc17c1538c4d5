/** How Ollama names the models that it has on disk. Pure. */

/** `registry.ollama.ai/library/qwen2.5-coder/7b`, below the folder of the manifests → `qwen2.5-coder:7b`. */
export function ollamaName(manifest: string): string | undefined {
  const [host, owner, name, tag, ...deeper] = manifest.split(/[/\\]/);
  if (host === undefined || owner === undefined || !name || !tag || deeper.length > 0) return undefined;
  const prefix = host === "registry.ollama.ai" ? "" : `${host}/`;
  return `${prefix}${owner === "library" && prefix === "" ? "" : `${owner}/`}${name}:${tag}`;
}
