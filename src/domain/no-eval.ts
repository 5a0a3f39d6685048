import { z } from "zod";

/**
 * Checks are made without writing and running code: a page's rules forbid that, and every try would be reported. Imported
 * for its effect, before any schema is.
 */
z.config({ jitless: true });
