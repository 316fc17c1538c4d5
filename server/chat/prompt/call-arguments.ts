/** What a model wrote as the arguments of a call. */

/** None are none; undefined for what is no JSON object. */
export function callArguments(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    // What the model wrote in place of JSON.
    return undefined;
  }
}
