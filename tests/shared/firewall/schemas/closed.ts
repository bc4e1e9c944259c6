/** An object of these properties and no others; all of them where nothing is said. */
export function closed(properties: Record<string, object>, required = Object.keys(properties)) {
  return { type: 'object', properties, required, additionalProperties: false }
}

/** An object whose keys have one form. */
export function keyed(key: string, value: object) {
  return { type: 'object', patternProperties: { [key]: value }, additionalProperties: false }
}

export const prefix4 = { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+\\.\\d+/\\d+$' }
export const prefix6 = { type: 'string', pattern: '^[0-9a-f:]*:[0-9a-f:]*/\\d+$' }

/** Of a .tf.json: nothing in it begins an expression. An escape doubles the sign. */
export const noExpression = { not: { pattern: '(^|[^$])\\$\\{|(^|[^%])%\\{' } }
