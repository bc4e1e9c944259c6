import { Ajv, type ValidateFunction } from 'ajv'

const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: true })
const compiled = new WeakMap<object, ValidateFunction>()

/** The document of a text that a schema holds; everything that is wrong with it is said. */
export function documentOf<T>(text: string, schema: object): T {
  const holds = compiled.get(schema) ?? ajv.compile(schema)
  compiled.set(schema, holds)
  const document = JSON.parse(text) as T
  if (!holds(document)) throw new Error(ajv.errorsText(holds.errors))
  return document
}
