/**
 * The part that both of Ollama's requests share. `num_ctx` and `keep_alive` come from the provider's YAML for all requests
 * alike: the model is loaded anew when they change.
 */
import type { Prompt } from "../../completion/ports.ts";
import type { DialectOptions } from "../dialect.ts";

export function ollamaOptions(prompt: Prompt, options: DialectOptions) {
  const stops = prompt.stops.slice(0, options.maxStops);
  return {
    model: options.model,
    stream: options.stream,
    options: {
      num_predict: prompt.maxTokens,
      ...(options.takesTemperature && { temperature: prompt.temperature }),
      ...(stops.length > 0 && { stop: stops }),
    },
  };
}
