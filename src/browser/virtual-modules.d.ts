declare module "virtual:desk-catalogue" {
  import type { Catalogue } from "../i18n/catalogue.ts";
  /** Every word of the desk, put in when the page is built. */
  export const catalogue: Catalogue;
}
