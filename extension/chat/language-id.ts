/** VS Code's name for the language that stands behind a fence. */
import { languages } from "vscode";

const SHORT: Readonly<Record<string, string>> = {
  ts: "typescript",
  tsx: "typescriptreact",
  js: "javascript",
  mjs: "javascript",
  jsx: "javascriptreact",
  py: "python",
  rb: "ruby",
  rs: "rust",
  cs: "csharp",
  "c++": "cpp",
  h: "c",
  kt: "kotlin",
  sh: "shellscript",
  bash: "shellscript",
  zsh: "shellscript",
  shell: "shellscript",
  ps1: "powershell",
  yml: "yaml",
  md: "markdown",
  golang: "go",
};

export async function languageIdOf(language: string): Promise<string | undefined> {
  const known = await languages.getLanguages();
  return [SHORT[language], language].find((id) => id !== undefined && known.includes(id));
}
