import type { z } from 'zod'

/** A kept text as JSON of this shape; undefined where it is of another, or damaged. */
export function storedJson<S extends z.ZodType>(text: unknown, schema: S): z.infer<S> | undefined {
  const parsed = schema.safeParse(jsonOf(text))
  return parsed.success ? parsed.data : undefined
}

/** Undefined for what is no JSON. */
export function jsonOf(text: unknown): unknown {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
