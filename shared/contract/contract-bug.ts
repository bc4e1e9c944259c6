import { t } from '../language/translate.ts'
/** A bug of ours that the contract came upon. The window is told only that there was one; this is for the host's log. */
export type ContractBug = {
  /** The call or feed. */
  name: string
  /** `threw`: its handler threw. `bad-result`: what it returned breaks the schema. `bad-sequence`: a feed miscounted. */
  kind: 'threw' | 'bad-result' | 'bad-sequence'
  /** One sentence; where the argument was a secret, it holds no words of the handler. */
  sentence: string
  /** Where it was thrown, one line a frame. */
  stack: string[]
}

const MOST_STACK_LINES = 20
const LONGEST_MESSAGE = 500

/** A bug report of something that a handler threw. With `secret`, nothing but the places in our code is kept. */
export function bugOfThrown(name: string, thrown: unknown, secret: boolean): ContractBug {
  const message = thrown instanceof Error ? String(thrown.message) : t`a ${typeof thrown} that is no Error`
  return {
    name,
    kind: 'threw',
    sentence: secret
      ? t`The handler threw; what it said is withheld, because its argument is a secret.`
      : t`The handler threw: ${message.slice(0, LONGEST_MESSAGE)}`,
    stack: thrown instanceof Error ? placesOf(thrown) : [],
  }
}

/** A bug as the log of a host has it. */
export function linesOfBug({ name, sentence, stack }: ContractBug): string {
  return t`Postern failed in ${name}: ${sentence}\n${stack.join('\n')}`
}

/** The places of a stack, without the message that stands before them and could look like one of them. */
function placesOf(thrown: Error): string[] {
  const stack = String(thrown.stack)
  const heading = `${thrown.name}: ${thrown.message}\n`
  if (!stack.startsWith(heading)) return []
  const lines = stack.slice(heading.length).split('\n')
  return lines.filter((line) => /^ {4}at /.test(line)).slice(0, MOST_STACK_LINES)
}
