import { expect, test } from 'vitest'
import { extendedProtectionObstacles } from '../../../../shared/artifacts/extended-protection.ts'
import check from '../../../../shared/checks/sign-in/extended-protection.ts'
import { basicSignIn, EWS, extendedProtection, signIns } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const basic = { ...basicSignIn(), ...signIns(['accepted']) }
const withoutBasic = { ...basic, ...basicSignIn({ result: 'withheld', withheld: 'not-offered' }) }
const refused = extendedProtection({
  setting: 'require',
  probes: [{ binding: 'none', result: 'rejected', exchanges: [] }],
})
const unknown = (obstacle: keyof typeof extendedProtectionObstacles) => ({
  ...basic,
  ...extendedProtection({ setting: undefined, obstacle, probes: [] }),
})

test.each<BlockedRow>([
  [
    'a rejected sign-in elsewhere',
    { ...unknown('rejection-spent'), ...signIns(['accepted', 'rejected']) },
    'signIns',
    `The sign-in at ${EWS} was rejected (sign-in/password), and a run makes no second one that a server is sure to refuse.`,
  ],
  [
    'a sign-in that one server by itself rejected',
    unknown('rejection-spent'),
    'nodeSignIns',
    'One of the servers rejects the password that the others accept (sign-in/nodes), and a run makes no second sign-in that a server is sure to refuse.',
  ],
  [
    'EWS that asked to be left alone',
    unknown('told-to-wait'),
    'ewsGetFolder',
    'EWS asked to be left alone, and is asked nothing more in the name of this account until then.',
  ],
  [
    'a sign-in of this run without an answer',
    { ...unknown('sign-in-unanswered'), ...signIns(['accepted', 'unclear']) },
    'signIns',
    `The sign-in at ${EWS} got no clear answer, so it may have been rejected, and a run makes no second one that a server is sure to refuse.`,
  ],
  [
    'neither NTLM nor Basic',
    { ...unknown('not-offered'), ...basicSignIn({ result: 'withheld', withheld: 'not-offered' }) },
    'ewsChallenge',
    'EWS on mail.contoso.test offers neither NTLM nor Basic.',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['none is refused, and Basic is off', { ...withoutBasic, ...refused }, 'require', { server: 'mail.contoso.test' }],
  [
    'none is refused, and Basic is rejected',
    { ...basic, ...basicSignIn({ result: 'rejected' }), ...refused },
    'require',
  ],
  [
    'none is refused, and Basic works',
    { ...basic, ...refused },
    'require-basic-works',
    { signIns: ['with the right binding: accepted', 'without a binding: rejected'] },
  ],
  ['a wrong one is let in', { ...basic, ...extendedProtection({ setting: 'none' }) }, 'none'],
  [
    'an earlier run found it',
    { ...basic, ...extendedProtection({ foundEarlier: '2026-11-20T10:00:00.000Z', probes: [] }) },
    'allow',
    { found: 'by an earlier run, on 2026-11-20 at 10:00 UTC' },
  ],
  [
    'no clear answer: a later run makes it once more',
    unknown('unanswered'),
    'not-known',
    { reason: extendedProtectionObstacles.unanswered },
  ],
  [
    'a sign-in that never left: the next run makes it',
    {
      ...basic,
      ...extendedProtection({
        setting: undefined,
        obstacle: 'unanswered',
        probes: [{ binding: 'none', result: 'not-sent', exchanges: [] }],
      }),
    },
    'not-known',
  ],
  [
    'an earlier run that did not learn what came of it',
    {
      ...basic,
      ...extendedProtection({
        setting: undefined,
        obstacle: 'spent-unanswered',
        foundEarlier: '2026-11-20T10:00:00.000Z',
        probes: [],
      }),
    },
    'held-back',
    { made: 'by an earlier run, on 2026-11-20 at 10:00 UTC' },
  ],
  ['an ordinary sign-in of an earlier run without an answer', unknown('sign-in-unanswered'), 'held-back'],
  ['a rejection by another run', unknown('password-rejected-before'), 'held-back'],
  [
    'a bad sign-in that was spent at another server',
    {
      ...basic,
      ...extendedProtection({
        setting: undefined,
        obstacle: 'spent-elsewhere',
        spent: { host: 'owa.contoso.test', at: '2026-11-20T10:00:00.000Z' },
        probes: [],
      }),
    },
    'spent-elsewhere',
    {
      spentAt: 'owa.contoso.test',
      spentOn: '2026-11-20 at 10:00 UTC',
      signIns: ['with the right binding: accepted'],
    },
  ],
  ['nothing that says why', { ...basic, ...extendedProtection({ setting: undefined }) }, 'not-known'],
  ['a memory that cannot be used', unknown('memory-unavailable'), 'held-back'],
  ['no password', unknown('no-sign-in'), 'not-known'],
  ['an administrator who leaves it out', unknown('left-out'), 'not-asked'],
  ['a server with Basic alone', unknown('not-offered'), 'not-asked'],
  ['a wrong one is refused', { ...basic, ...extendedProtection() }, 'allow', { server: 'mail.contoso.test' }],
])('%s', (...row) => expectRow(check, row))

test('of a bad sign-in that was spent elsewhere it is said where, when and how to have it tried here', () => {
  const spent = { host: 'owa.contoso.test', at: '2026-11-20T10:00:00.000Z' }
  const seen = {
    ...basic,
    ...extendedProtection({ setting: undefined, obstacle: 'spent-elsewhere', spent, probes: [] }),
  }
  const { title, advice } = conclude(check, seen)
  expect(title).toBe('mail.contoso.test accepts NTLM with the right binding; whether it requires one was not tried')
  for (const word of ['owa.contoso.test on 2026-11-20', '“Try this password again”', '--try-again']) {
    expect(advice).toContain(word)
  }
})
