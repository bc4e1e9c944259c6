import { z } from 'zod'

// Zod compiles its parsers with `new Function` where it may. The window's policy forbids that, and the attempt alone
// would be reported as a violation. This module is imported before any schema is used.
z.config({ jitless: true })
