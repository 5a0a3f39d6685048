import { z } from "zod";

// zod compiles its checks with `new Function` where it may, and finds out by trying. Pages and their Workers may not, by
// their own headers, and each try would be reported. So they import this file before any other that uses zod.
z.config({ jitless: true });
