/** The pool alone is half of undici's size; its own types serve for it. */
declare module "undici/lib/dispatcher/pool.js" {
  export { Pool as default } from "undici";
}
