import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { allWriters } from '../../../shared/firewall/all-writers.ts'
import { resolveRules } from '../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet } from '../../../shared/firewall/write-sheet.ts'
import { changedEntries, generatedRules } from '../../shared/firewall/generated-rules.ts'
import { TODAY, writtenOf } from '../../shared/firewall/read-back.ts'

/** Reads XML as libxml2 does, strictly, and without looking anywhere for what it speaks of. */
const lint = (input: string) => spawnSync('xmllint', ['--noout', '--nonet', '-'], { input, encoding: 'utf8' })
const hasXmllint = lint('<a/>').status === 0

const writers = allWriters.filter(({ meta }) => meta.extension === 'xml')

it.skipIf(!hasXmllint).each(writers)('xmllint reads each file of $meta.id', (writer) => {
  fc.assert(
    fc.property(
      generatedRules({ members: 10 }).chain((set) => fc.tuple(fc.constant(set), changedEntries(set), fc.string())),
      ([set, groups, hostile]) => {
        const options = Object.fromEntries(Object.keys(writer.meta.options).map((name) => [name, `x${hostile}<&"'-->`]))
        const now = { ...set, groups }
        const delta = writeDeltaSheet(writer, now, resolveRules(now, writer.meta.side), {
          ...{ before: set.groups, today: TODAY, options },
        })
        const { apply, rollback } = writtenOf(writer, set, options)
        // Where nothing is to be done some write no document.
        for (const text of [apply, rollback, delta.apply, delta.rollback].filter((each) => each !== ''))
          expect(lint(text)).toMatchObject({ status: 0, stderr: '' })
      },
    ),
    { numRuns: 20 },
  )
})
