/** The client alone is less than half of undici's size; its own types serve for it. */
declare module "undici/lib/dispatcher/client.js" {
  export { Client as default } from "undici";
}
