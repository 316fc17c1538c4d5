/** The environment in which a Node process rejects a promise, with a key in the reason, whenever it gets SIGUSR2. */
const script = `process.on("SIGUSR2", () => void Promise.reject(new Error("planted with sk-planted-key")));`;

export const PLANT_REJECTION = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}`,
};
