/** VS Code settings of the throw-away profiles. */

/** Nothing that asks, greets or updates. */
export const QUIET_SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.enabled": false,
  "chat.disableAIFeatures": true,
  "git.enabled": false,
  "git.openRepositoryInParentFolders": "never",
  "window.confirmBeforeClose": "never",
} as const;

/** And nothing that stands before ghost text, or looks different from run to run. */
export const TEST_SETTINGS = {
  ...QUIET_SETTINGS,
  // The suggest widget hides ghost text.
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
  "editor.wordBasedSuggestions": "off",
  "editor.parameterHints.enabled": false,
  "files.autoSave": "off", // in the browser it is on by default
  "workbench.editor.useModal": "off", // else Settings open as a modal, over which F1 does nothing
  "workbench.reduceMotion": "on", // else screenshots catch half-faded widgets
  "workbench.colorTheme": "Default Dark Modern",
  "editor.minimap.enabled": false,
  "editor.stickyScroll.enabled": false,
  "editor.fontFamily": "'Source Code Pro', monospace",
} as const;
