import { unprintable } from './printable.ts'

/** JSON that does nothing to a terminal: what JSON itself lets stand unescaped is escaped, and reads as the same. */
export function plainJson(value: unknown, indent?: number): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  const text = JSON.stringify(value, null, indent)
  return `${text.replaceAll(unprintable, (found) => (found === '\n' ? found : escaped(found)))}\n`
}
