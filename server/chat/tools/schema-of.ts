/**
 * The schema of a tool's arguments as a model is told it. Of what schemas can say, tools need little: zod's own translation
 * would weigh on the server's start, because bundlers keep all of zod together.
 */
import * as z from "zod/mini";

type JsonSchema = Readonly<Record<string, unknown>>;

const meanings = z.registry<{ readonly meaning: string }>();

/** An argument, with what it means to the model. */
export function argument<Schema extends z.ZodMiniType>(schema: Schema, meaning: string): Schema {
  meanings.add(schema, { meaning });
  return schema;
}

export function schemaOf(schema: z.core.$ZodType): JsonSchema {
  const { meaning } = meanings.get(schema) ?? {};
  return { ...shapeOf(schema), ...(meaning !== undefined && { description: meaning }) };
}

function shapeOf(schema: z.core.$ZodType): JsonSchema {
  if (schema instanceof z.ZodMiniOptional) return schemaOf(schema.def.innerType);
  if (schema instanceof z.ZodMiniObject) return shapeOfObject(schema);
  if (schema instanceof z.ZodMiniArray) return { type: "array", items: schemaOf(schema.def.element) };
  if (schema instanceof z.ZodMiniString) return { type: "string" };
  if (schema instanceof z.ZodMiniNumber) return { type: "integer" };
  if (schema instanceof z.ZodMiniBoolean) return { type: "boolean" };
  throw new Error("a tool has an argument of a kind that models are not told of");
}

function shapeOfObject({ shape }: z.ZodMiniObject): JsonSchema {
  const properties = Object.entries(shape);
  const required = properties
    .filter(([, schema]) => !(schema instanceof z.ZodMiniOptional))
    .map(([name]) => name);
  return {
    type: "object",
    properties: Object.fromEntries(properties.map(([name, schema]) => [name, schemaOf(schema)])),
    ...(required.length > 0 && { required }),
  };
}
