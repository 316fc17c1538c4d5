/** The fields that the OpenAI-like formats share in their requests. */
import type { Prompt } from "../../completion/ports.ts";
import type { DialectOptions } from "../dialect.ts";
import { ifAny } from "./format.ts";

export function openAiOptions(prompt: Prompt, options: DialectOptions) {
  return {
    model: options.model,
    temperature: options.takesTemperature ? prompt.temperature : undefined,
    stop: ifAny(prompt.stops.slice(0, options.maxStops)),
    stream: options.stream,
  };
}

/** Usage comes only to who asks for it, in a last chunk without choices. */
export function usageOption({ stream }: DialectOptions) {
  return stream ? { include_usage: true } : undefined;
}
