import fc from 'fast-check'
import { expect } from 'vitest'
import { type ResolvedRule, resolveRules } from '../../../shared/firewall/resolved-rule.ts'
import type { RuleSet } from '../../../shared/firewall/rule-set.ts'
import { writeDeltaSheet, writeSheet } from '../../../shared/firewall/write-sheet.ts'
import type { PlatformOptions, Writer } from '../../../shared/firewall/writer.ts'
import { exampleRules, laterGroups } from './example-rules.ts'
import { comparable, type Flow, flowsOf } from './flows.ts'
import { changedEntries, generatedRules } from './generated-rules.ts'

/** A day on which some of the generated rules are over and others are not. */
export const TODAY = '2026-11-29'

/** Reads configurations as the platform would, one after the other on the same firewall, and gives the flows that come of it. */
export type ReadBack = (configurations: readonly string[]) => Flow[]

/** What of a flow a platform can tell: a security group knows no destination. */
export type Told = (flow: Flow) => Flow
const whole: Told = (flow) => flow

/** The rules as the writer was given them, and what it wrote of them. */
export function writtenOf(writer: Writer, set: RuleSet, options: PlatformOptions = {}) {
  let given: readonly ResolvedRule[] = []
  const spy: Writer = {
    ...writer,
    write(rules, ...more) {
      given = rules
      return writer.write(rules, ...more)
    },
  }
  const sheet = writeSheet(spy, set, resolveRules(set, writer.meta.side), { options, today: TODAY })
  return { ...sheet, given }
}

/** The change of a set's lists from what they were to `groups`. */
export function deltaOf(writer: Writer, set: RuleSet, groups: RuleSet['groups'], options: PlatformOptions = {}) {
  const now = { ...set, groups }
  return writeDeltaSheet(writer, now, resolveRules(now, writer.meta.side), {
    before: set.groups,
    options,
    today: TODAY,
  })
}

/** Holds that what is written says what the model says, read back; over generated rules of every shape. */
export function readsBack(writer: Writer, readBack: ReadBack, options?: PlatformOptions, told: Told = whole): void {
  fc.assert(
    fc.property(generatedRules(), (set) => {
      const { apply, given } = writtenOf(writer, set, options)
      expect(comparable(readBack([apply]))).toEqual(comparable(flowsOf(given, writer.meta.side).map(told)))
    }),
  )
  fc.assert(
    fc.property(generatedRules({ members: 500 }), (set) => {
      const { apply, given } = writtenOf(writer, set, options)
      expect(comparable(readBack([apply]))).toEqual(comparable(flowsOf(given, writer.meta.side).map(told)))
    }),
    { numRuns: 5 },
  )
}

/** Holds that nothing is left of the flows once the rollback was applied as well. */
export function rollsBack(writer: Writer, readBack: ReadBack, options?: PlatformOptions): void {
  fc.assert(
    fc.property(generatedRules(), (set) => {
      const { apply, rollback } = writtenOf(writer, set, options)
      expect(comparable(readBack([apply, rollback]))).toEqual([])
    }),
  )
}

/** Holds that a change of lists, applied over the earlier sheet, gives the flows of the new lists; and its rollback the earlier ones. */
export function changesBack(writer: Writer, readBack: ReadBack, options?: PlatformOptions, told: Told = whole): void {
  fc.assert(
    fc.property(
      generatedRules().chain((set) => fc.tuple(fc.constant(set), changedEntries(set))),
      ([set, changed]) => {
        const now = { ...set, groups: changed }
        const earlier = writtenOf(writer, set, options)
        const delta = deltaOf(writer, set, changed, options)
        const { given } = writtenOf(writer, now, options)
        expect(comparable(readBack([earlier.apply, delta.apply]))).toEqual(
          comparable(flowsOf(given, writer.meta.side).map(told)),
        )
        expect(comparable(readBack([earlier.apply, delta.apply, delta.rollback]))).toEqual(
          comparable(flowsOf(earlier.given, writer.meta.side).map(told)),
        )
      },
    ),
  )
}

/** The names of all that is on the firewall once configurations were applied to it one after the other, in an order of its own. */
export type ReadNames = (configurations: readonly string[]) => readonly string[]

/**
 * Holds that a rollback leaves no object behind, and that a change leaves those that a whole sheet would have made, its rollback
 * those that were there before.
 */
export function clearsUp(writer: Writer, readNames: ReadNames, options?: PlatformOptions): void {
  fc.assert(
    fc.property(
      generatedRules().chain((set) => fc.tuple(fc.constant(set), changedEntries(set))),
      ([set, changed]) => {
        const now = { ...set, groups: changed }
        const earlier = writtenOf(writer, set, options)
        const later = writtenOf(writer, now, options)
        const delta = writeDeltaSheet(writer, now, resolveRules(now, writer.meta.side), {
          ...{ before: set.groups, today: TODAY, ...(options && { options }) },
        })
        expect(readNames([earlier.apply, earlier.rollback])).toEqual([])
        expect(readNames([earlier.apply, delta.apply])).toEqual(readNames([later.apply]))
        expect(readNames([earlier.apply, delta.apply, delta.rollback])).toEqual(readNames([earlier.apply]))
        expect(readNames([earlier.apply, delta.apply, later.rollback])).toEqual([])
      },
    ),
    { numRuns: 50 },
  )
}

/** Words that somebody might have put where a name of the platform's own is asked for, to end a line or a quotation by. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        '`',
        '\\',
        '\n',
        '\r',
        ';',
        '$(x)',
        '|',
        '?',
        '#',
        '<',
        '\u202e',
        '\u2028',
        '\u0000',
        ' ',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('before ', 'after ', 'above ', 'top', 'vsys1', 'end', '--', '-r', 'PSTN_X'),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join('').slice(0, 64))

/** Holds that a reader who refuses every line that it does not know reads all of it, whatever zones and options say. */
export function keepsToItsGrammar(writer: Writer, readNames: ReadNames): void {
  const zone = hostile.filter((text) => text.trim() !== '').map((text) => text.trim())
  fc.assert(
    fc.property(
      generatedRules({ members: 4 }),
      zone,
      zone,
      hostile,
      hostile,
      (set, fromZone, toZone, list, position) => {
        const hosts = set.hosts.map((host) => ({ ...host, fromZone, toZone }))
        const { apply, rollback, notes } = writtenOf(writer, { ...set, hosts }, { list, position })
        expect(readNames([apply, rollback])).toEqual([])
        expect(notes.join('')).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u)
      },
    ),
  )
}

/** The change from the example's lists to later ones. */
export function exampleChange(writer: Writer, options: PlatformOptions = {}) {
  const now = { ...exampleRules, groups: laterGroups }
  return writeDeltaSheet(writer, now, resolveRules(now, writer.meta.side), {
    ...{ before: exampleRules.groups, options, today: TODAY },
  })
}
