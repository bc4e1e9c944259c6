import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideEwsAccess } from '../../../shared/ews/decide-access.ts'
import { decideEws } from '../../../shared/ews/decide-ews.ts'
import { checkCommand } from '../../../shared/management/cmdlets.ts'
import { Configuration } from '../../../shared/management/configuration.ts'
import { remedies } from '../../../shared/remedies/all-remedies.ts'
import type { Plan, Remedy, RemedySubject } from '../../../shared/remedies/remedy.ts'
import { remedyScripts } from '../../../shared/remedies/remedy-scripts.ts'
import { readCommands } from '../management/powershell-tree.ts'
import { carriedOut, inAnyOrder } from './carried-out.ts'
import { anyConfiguration, anySubject } from './configuration-arbitrary.ts'

/** Runs a property over those configurations for which the remedy has a plan, and sees to it that there are some. */
function forPlans(
  remedy: Remedy,
  hold: (plan: Plan, configuration: Configuration, subject: RemedySubject) => void,
): void {
  let plans = 0
  fc.assert(
    fc.property(anyConfiguration, anySubject, (configuration, subject) => {
      const plan = remedy.plan(configuration, subject)
      if (plan.kind !== 'plan') return
      plans += 1
      hold(plan, configuration, subject)
    }),
    { numRuns: 1_000 },
  )
  expect(plans).toBeGreaterThan(20)
}

/** What others do between apply and undo. */
function withLaterAdditions(configuration: Configuration): Configuration {
  const later = structuredClone(configuration)
  for (const access of [later.organizationConfig, ...(later.casMailboxes ?? [])]) {
    access?.ewsAllowList?.push('Somebody else/1')
    access?.ewsBlockList?.push('Somebody else/2')
  }
  later.casMailboxes?.push({ identity: 'contoso.test/Users/later', ewsEnabled: false })
  later.managementScopes?.push({ name: 'Later', recipientFilter: "Name -eq 'later'" })
  later.throttlingPolicies?.push({ identity: 'Later', name: 'Later' })
  return later
}

describe.each(Object.values(remedies).map((remedy) => [remedy.id, remedy] as const))('%s', (_, remedy) => {
  test('undo brings back what was read: no more, no less', () => {
    forPlans(remedy, ({ apply, undo }, configuration) => {
      const changed = carriedOut(configuration, apply)
      expect(inAnyOrder(changed)).not.toEqual(inAnyOrder(configuration))
      expect(inAnyOrder(carriedOut(changed, undo))).toEqual(inAnyOrder(configuration))
    })
  })

  test('undo leaves what others added since', () => {
    forPlans(remedy, ({ apply, undo }, configuration) => {
      const later = withLaterAdditions(carriedOut(configuration, apply))
      expect(inAnyOrder(carriedOut(later, undo))).toEqual(inAnyOrder(withLaterAdditions(configuration)))
    })
  })

  test('what was done is not to be done again', () => {
    forPlans(remedy, ({ apply }, configuration, subject) => {
      const changed = carriedOut(configuration, apply)
      expect(remedy.plan(changed, subject).kind).not.toBe('plan')
      expect(() => Configuration.parse(changed)).not.toThrow()
    })
  })

  test('every command is one that Exchange has, and every change says from what to what', () => {
    forPlans(remedy, ({ changes, apply, undo }) => {
      for (const command of [...apply, ...undo]) expect(() => checkCommand(command)).not.toThrow()
      const scripts = remedyScripts(
        remedy,
        { apply, undo },
        { organisation: 'Contoso', madeAt: '2026-11-29T03:00:00Z' },
      )
      expect(readCommands(scripts.apply).map(({ cmdlet }) => cmdlet)).toEqual(apply.map(({ cmdlet }) => cmdlet))
      expect(readCommands(scripts.undo).map(({ cmdlet }) => cmdlet)).toEqual(undo.map(({ cmdlet }) => cmdlet))
      expect(changes.length).toBeGreaterThan(0)
      for (const { where, setting, from, to } of changes) {
        expect([where, setting, from, to]).not.toContain('')
        expect(from).not.toBe(to)
      }
    })
  })
})

test('after the remedies of both levels, neither of them refuses', () => {
  const ids = ['ews-organisation-enabled', 'ews-mailbox-enabled', 'ews-allow-list', 'ews-block-list'] as const
  let answers = 0
  fc.assert(
    fc.property(anyConfiguration, anySubject, (configuration, anybody) => {
      const subject = { ...anybody, account: undefined }
      const mailbox = configuration.casMailboxes?.find(({ primarySmtpAddress = '' }) =>
        subject.mailboxes.includes(primarySmtpAddress ?? ''),
      )
      if (!mailbox) return
      let after = configuration
      for (const id of ids) {
        const plan = remedies[id].plan(after, subject)
        if (plan.kind === 'plan') after = carriedOut(after, plan.apply)
      }
      const settings = after.casMailboxes?.find(({ identity }) => identity === mailbox.identity)
      const { verdict } = decideEwsAccess(after.organizationConfig, settings, subject)
      expect(verdict === 'answers' || verdict === 'not-known').toBe(true)
      if (verdict === 'answers') answers += 1
    }),
    { numRuns: 2_000 },
  )
  expect(answers).toBeGreaterThan(20)
})

test('what a layer names has a plan, or says why not', () => {
  let named = 0
  fc.assert(
    fc.property(anyConfiguration, anySubject, (configuration, subject) => {
      const [mailbox] = subject.mailboxes
      if (mailbox === undefined) return
      const one = { ...subject, mailboxes: [mailbox] }
      for (const { remedy, sentence } of Object.values(
        decideEws(configuration, { ...one, mailbox, mailboxes: 1 }).layers,
      )) {
        if (remedy === undefined) continue
        named += 1
        const plan = remedies[remedy].plan(configuration, one)
        if (plan.kind === 'not-needed') expect([remedy, sentence, plan.sentence]).toEqual([])
      }
    }),
    { numRuns: 3_000 },
  )
  expect(named).toBeGreaterThan(100)
})
