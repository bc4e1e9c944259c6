import { z } from 'zod'

/** What a client calls itself in the header User-Agent, as an organisation’s file, a profile or an option gives it. */
export const UserAgent = z
  .string()
  .regex(/^[\x20-\x7e]{1,200}$/, 'is not a User-Agent; accepted are 1 to 200 printable ASCII characters')
