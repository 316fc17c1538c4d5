/**
 * Arguments as the model meant them. Small models write numbers as strings, lists as strings of JSON, and the names of
 * arguments as other tools have them; what they mean is plain.
 */
type Schema = Readonly<Record<string, unknown>>;

/** Other words for an argument; each is taken only where the tool knows no such argument and misses ours. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  path: ["file_path", "filePath", "file", "filename", "uri", "target_file"],
  folder: ["path", "directory", "dir", "folder_path", "cwd"],
  from: ["old_path", "source", "path"],
  to: ["new_path", "destination", "target"],
  text: ["content", "contents", "query", "pattern"],
  query: ["name", "symbol", "text"],
  name: ["symbol", "query", "identifier"],
  old_text: ["oldText", "old_string", "oldString", "old_str", "search", "old"],
  new_text: ["newText", "new_string", "newString", "new_str", "replace", "new"],
  first_line: ["start_line", "startLine", "offset"],
  last_line: ["end_line", "endLine"],
  argv: ["command", "args", "cmd"],
  line: ["command", "cmd"],
  words: ["query", "text"],
};

export function repaired(sent: unknown, schema: Schema): unknown {
  const { type, properties, items, required } = schema;
  if (type === "object" && isRecord(properties)) return repairedObject(sent, { properties, required });
  if (type === "array") return repairedList(sent, isRecord(items) ? items : {});
  if (typeof sent !== "string") return type === "string" && typeof sent === "number" ? String(sent) : sent;
  const text = sent.trim();
  if (type === "integer" && /^-?\d+$/.test(text)) return Number(text);
  if (type === "boolean" && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return sent;
}

function repairedObject(
  sent: unknown,
  { properties, required }: { readonly properties: Schema; readonly required: unknown },
): unknown {
  const given = typeof sent === "string" ? (parsed(sent) ?? sent) : (sent ?? {});
  if (!isRecord(given)) return given;
  const isNeeded = (name: string) => Array.isArray(required) && required.includes(name);
  const named = Object.entries(properties).flatMap(([name, schema]) => {
    const called = name in given ? name : synonymOf(name, given, properties);
    const value = called === undefined ? undefined : given[called];
    // What is left out, some send as null.
    if (value === undefined || (value === null && !isNeeded(name))) return [];
    return [[name, isRecord(schema) ? repaired(value, schema) : value]];
  });
  return Object.fromEntries(named);
}

function synonymOf(name: string, given: Schema, properties: Schema): string | undefined {
  return SYNONYMS[name]?.find((other) => other in given && !(other in properties));
}

function repairedList(sent: unknown, items: Schema): unknown {
  const given = typeof sent === "string" ? (parsed(sent) ?? sent) : sent;
  // One alone, without its list.
  const isOne = isRecord(given)
    ? items["type"] === "object"
    : typeof given === "string" && items["type"] === "string";
  const list = isOne ? [given] : given;
  return Array.isArray(list) ? list.map((item) => repaired(item, items)) : sent;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
