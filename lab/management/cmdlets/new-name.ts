import { ScriptRefusal } from '../script-refusal.ts'
import type { Arguments } from './parameters.ts'

/** Names of these objects hold 64 characters at most. */
const MOST_CHARACTERS = 64

/** The name that something new is given, which nothing of its kind may have. Throws ScriptRefusal. */
export function newName(given: Arguments, there: readonly { readonly name: string }[], usual?: string): string {
  const name = given.text('Name') ?? usual ?? given.required('Name')
  if (name === '' || name.length > MOST_CHARACTERS) {
    throw new ScriptRefusal(
      'exchange',
      `The name "${name.slice(0, 100)}" has to have 1 to ${MOST_CHARACTERS} characters.`,
    )
  }
  if (there.some((each) => each.name.toLowerCase() === name.toLowerCase())) {
    throw new ScriptRefusal('exchange', `The object "${name}" already exists.`)
  }
  return name
}
