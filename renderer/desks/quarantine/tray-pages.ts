import type { CallArgument, CallResult, Client } from '../../../shared/contract/contract.ts'
import type { ScriptPart } from '../../../shared/management/script.ts'

/** A call brings so many decisions. */
const PAGE = 100

export type DecisionsRead = CallResult<'quarantine.decisions'>
type Which = Pick<CallArgument<'quarantine.decisions'>, 'which' | 'outcome'>

/** Decisions of the tray or those that were seen done, so many as far as there are some. */
export async function readDecisions(
  client: Client,
  which: Which,
  wanted: number,
  signal: AbortSignal,
): Promise<DecisionsRead> {
  const first = await client.call('quarantine.decisions', { ...which, offset: 0, limit: PAGE }, signal)
  const decisions = [...first.decisions]
  while (decisions.length < Math.min(wanted, first.total)) {
    const asked = { ...which, offset: decisions.length, limit: PAGE }
    const next = await client.call('quarantine.decisions', asked, signal)
    // What lies there has become another between two pages: it is begun anew.
    if (next.tray !== first.tray || next.decisions.length === 0) return readDecisions(client, which, wanted, signal)
    decisions.push(...next.decisions)
  }
  return { ...first, decisions: decisions.slice(0, wanted) }
}

type ScriptOf = CallArgument<'quarantine.script'>['of']
type ScriptPage = Extract<CallResult<'quarantine.script'>, { outcome: 'script' }>

/** What became of a script that was asked for: all of it, or why there is none. */
export type ReadScript = Pick<ScriptPage, 'text' | 'changes' | 'notes'> | { sentence: string }

const made = new WeakMap<Client, Map<string, Promise<ReadScript>>>()
/** So many are held: three parts of the tray, and of a default. */
const MOST_HELD = 6

/**
 * A script, read a page at a time. It is made once for what it is of, however often somebody looks: each script that is made
 * stands in the trail.
 */
export function readScript(client: Client, of: ScriptOf, part: ScriptPart): Promise<ReadScript> {
  const held = made.get(client) ?? new Map<string, Promise<ReadScript>>()
  made.set(client, held)
  const key = JSON.stringify([of, part])
  const known = held.get(key)
  if (known) return known
  const reading = readPages(client, of, part)
  held.set(key, reading)
  reading.then(
    (read) => 'sentence' in read && held.delete(key),
    () => held.delete(key),
  )
  for (const oldest of [...held.keys()].slice(0, Math.max(0, held.size - MOST_HELD))) held.delete(oldest)
  return reading
}

async function readPages(client: Client, of: ScriptOf, part: ScriptPart): Promise<ReadScript> {
  const texts: string[] = []
  for (let offset = 0; ; ) {
    const page = await client.call('quarantine.script', { of, part, offset })
    if (page.outcome !== 'script') return { sentence: page.sentence }
    texts.push(page.text)
    const { changes, notes, next } = page
    if (next === null) return { text: texts.join(''), changes, notes }
    offset = next
  }
}
