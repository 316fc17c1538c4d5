/** What the suite inside the extension host reports of one test. */
export interface SuiteResult {
  readonly title: string;
  readonly state: string;
  readonly error?: string;
}
