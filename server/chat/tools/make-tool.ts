/** Makes a tool out of the schema of its arguments: declared once for the model and for what it sends. */
import type * as z from "zod/mini";

import type { ChatTool, Plan, Problem } from "../tool.ts";
import { repaired } from "./repaired.ts";
import { schemaOf } from "./schema-of.ts";

export { argument } from "./schema-of.ts";

interface Making<Schema extends z.ZodMiniObject> {
  readonly name: string;
  readonly description: string;
  readonly schema: Schema;
  /** It only looks. */
  readonly reads?: true;
  readonly plan: (asked: z.output<Schema>) => Promise<Plan | Problem> | Plan | Problem;
}

export function makeTool<Schema extends z.ZodMiniObject>(making: Making<Schema>): ChatTool {
  const { name, description, schema, reads = false, plan } = making;
  const parameters = schemaOf(schema);
  return {
    tool: { name, description, parameters },
    reads,
    async plan(asked) {
      const { data, error } = schema.safeParse(repaired(asked, parameters));
      if (error) return { problem: `${name} cannot be called like this: ${told(error.issues)}` };
      return plan(data);
    },
  };
}

function told(issues: readonly z.core.$ZodIssue[]): string {
  return issues.map((issue) => `\`${nameOf(issue.path)}\` ${wrongness(issue)}.`).join(" ");
}

function nameOf(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>(
    (name, key) => name + (typeof key === "number" ? `[${String(key)}]` : `.${String(key)}`),
    "",
  );
  return name === "" ? "arguments" : name.replace(/^\./, "");
}

function wrongness(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return `has to be given, as ${KINDS[issue.expected] ?? issue.expected}`;
  if (issue.code !== "too_small") return `is wrong: ${issue.message}`;
  const isCounted = issue.origin === "number" || issue.origin === "int";
  return isCounted ? `must not be less than ${String(issue.minimum)}` : "must not be empty";
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};
