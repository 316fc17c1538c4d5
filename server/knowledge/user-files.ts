/** What the user has set up: in the environment, and in files of one's own. */
import { describesProvider, type Environment } from "../providers/environment.ts";
import type { UserFiles } from "./knowledge.ts";
import { isEmpty } from "./user-folders.ts";

const NO_FILES: UserFiles = {
  providers: new Map(),
  families: [],
  instances: [],
  sayings: new Map(),
  mistakes: [],
};

/** Most people start with no files, and to read them takes YAML and schemas that weigh more than the rest of the engine. */
export async function readUserFiles(folder: string, env: Environment): Promise<UserFiles> {
  const files = (await isEmpty(folder)) ? NO_FILES : await readYaml(folder);
  const environment = describesProvider(env) ? await readEnvironment(env) : undefined;
  if (!environment) return files;
  return "mistake" in environment
    ? { ...files, mistakes: [environment.mistake, ...files.mistakes] }
    : { ...files, instances: [environment, ...files.instances] };
}

async function readYaml(folder: string): Promise<UserFiles> {
  const { readYamlFiles } = await import("./yaml-files.ts");
  return readYamlFiles(folder);
}

async function readEnvironment(env: Environment) {
  const { instanceFromEnvironment } = await import("../providers/instance.ts");
  return instanceFromEnvironment(env);
}
