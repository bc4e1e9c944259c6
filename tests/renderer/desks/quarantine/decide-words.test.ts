import { describe, expect, it, test } from 'vitest'
import {
  actTitle,
  decidedSentence,
  decisionSentence,
  ruleButton,
  verdictButton,
  verdictSentence,
} from '../../../../renderer/desks/quarantine/decide-words.ts'
import { chainSentence } from '../../../../renderer/desks/quarantine/device-chain-words.ts'
import { standingSentence } from '../../../../renderer/desks/quarantine/device-history-words.ts'
import { outcomeWord } from '../../../../renderer/desks/quarantine/outcome-words.ts'
import { trailNote, trailSubject } from '../../../../renderer/desks/quarantine/trail-words.ts'
import { outcomeKinds } from '../../../../shared/quarantine/outcome.ts'
import type { TrailEntry } from '../../../../shared/quarantine/trail.ts'

const device = {
  identity: 'contoso.test/Users/Bob/x§1',
  deviceId: 'Appl1',
  mailbox: 'contoso.test/Users/Bob',
  address: 'bob@contoso.test',
}

describe('A decision', () => {
  test.each([
    ['allow', 'Allow Appl1 of Bob (bob@contoso.test)'],
    ['block', 'Block Appl1 of Bob (bob@contoso.test)'],
    ['leave', 'Leave Appl1 of Bob (bob@contoso.test) as found'],
    ['remove', 'Remove the partnership Appl1 of Bob (bob@contoso.test)'],
  ] as const)('to %s names its object', (verdict, sentence) => {
    expect(verdictSentence(verdict, device)).toBe(sentence)
  })

  it('about a device without an id names its partnership', () => {
    expect(verdictSentence('allow', { ...device, deviceId: null })).toBe('Allow x§1 of Bob (bob@contoso.test)')
  })

  it('tells where a mailbox lies whose address was not read: two people can have one name', () => {
    expect(verdictSentence('allow', { ...device, address: undefined })).toBe('Allow Appl1 of Bob (contoso.test/Users)')
    expect(verdictSentence('allow', { ...device, address: undefined, mailbox: 'Bob' })).toBe('Allow Appl1 of Bob')
  })

  it('by a rule says what it asks for', () => {
    const rule = { characteristic: 'UserAgent', queryString: 'python', accessLevel: 'Allow' } as const
    const ground = { reason: 'why', ticket: null, decidedAt: '2026-11-29T02:00:00.000Z' }
    expect(decisionSentence({ kind: 'rule', rule, was: null, ...ground })).toBe(
      'Allow every device with UserAgent = python',
    )
  })

  it('counts what it is about', () => {
    expect([verdictButton('allow', 0), verdictButton('allow', 1), verdictButton('allow', 2)]).toEqual([
      'Allow for this mailbox',
      'Allow for this mailbox',
      'Allow for their mailboxes',
    ])
    expect([ruleButton(1), ruleButton(2)]).toEqual(['Rule for devices like this…', 'Rule for devices like these…'])
    expect(actTitle('allow', 1)).toBe('Allow 1 device for its mailbox')
    expect(actTitle('allow', 3)).toBe('Allow 3 devices for their mailboxes')
    expect(actTitle('remove', 1_200)).toBe('Remove 1,200 partnerships')
  })

  it('says how many lay in the tray already, so that the numbers add up', () => {
    expect(decidedSentence({ added: 0, already: 3 })).toBe(
      'Nothing was added to the tray. 3 decisions lay there already.',
    )
    expect(decidedSentence({ added: 2, already: 0 })).toBe('2 decisions put into the tray. Exchange is as it was.')
  })
})

describe('The reasoning in a sentence', () => {
  const passes = { step: 'policy', outcome: 'passes', sentence: '' } as const
  const unread = { step: 'rules', outcome: 'not-read', sentence: '' } as const
  const decides = { step: 'organisation-default', outcome: 'decides', sentence: '' } as const

  it('names what was not read before what decides', () => {
    expect(chainSentence([passes, unread], 'Not known')).toBe(
      'By the settings: Not known, since this was not read: Device access rules.',
    )
    expect(chainSentence([passes, unread, decides], 'Blocked')).toBe(
      'By the settings: Blocked. The organisation’s default decides, whatever was not read says (Device access rules).',
    )
    expect(chainSentence([passes, decides], 'Blocked')).toBe(
      'By the settings: Blocked. The organisation’s default decides.',
    )
  })
})

describe('The history of a device', () => {
  it.each([
    [null, true, 'It was not there any more.'],
    [{ state: null, reason: null, rule: null }, true, 'Exchange told no state.'],
    [{ state: 'Quarantined', reason: null, rule: null }, true, 'Exchange said Quarantined.'],
    [{ state: 'Blocked', reason: 'DeviceRule', rule: 'r' }, true, 'Exchange said Blocked (DeviceRule, rule “r”).'],
    [{ state: 'Later', reason: 'Global', rule: null }, true, 'Exchange said Later (Global).'],
    [null, false, 'It was not there any more. Not every device of that reading has been noted yet.'],
  ])('%j', (standing, finished, sentence) => {
    expect(standingSentence({ standing, finished, withdrawn: false })).toBe(sentence)
  })

  it('says of a reading that was taken back that it counts no more', () => {
    expect(standingSentence({ standing: null, finished: true, withdrawn: true })).toBe(
      'It was not there any more. That reading was taken back since: this counts no more.',
    )
  })
})

describe('What became of a decision', () => {
  it('has a word of its own for each', () => {
    const words = [...outcomeKinds, null].map((kind) => outcomeWord(kind).word)
    expect(new Set(words).size).toBe(words.length)
    expect(outcomeWord('not-done')).toEqual({ word: 'Decided and not done', verdict: 'fail' })
    expect(outcomeWord('done')).toEqual({ word: 'Decided and done', verdict: 'pass' })
  })
})

describe('A line of the trail', () => {
  const entry: TrailEntry = {
    ...{ at: '2026-11-29T02:00:00.000Z', who: 'anna', what: 'script-made', about: { kind: 'tray', decisions: 3 } },
    ...{ reason: null, ticket: null, undo: null, note: 'apply' },
  }

  it('says what it is about', () => {
    expect(trailSubject(entry.about)).toBe('The tray, with 3 decisions')
    expect(trailSubject({ kind: 'default', accessLevel: 'Block' })).toBe('Set the organisation’s default to Block')
    expect(trailSubject({ kind: 'device', ...device, verdict: 'block' })).toBe('Block Appl1 of Bob (bob@contoso.test)')
  })

  it('names the script that was made, and shows any other note as it is', () => {
    expect(trailNote(entry)).toBe('The script that applies it')
    expect(trailNote({ ...entry, note: null })).toBeUndefined()
    expect(trailNote({ ...entry, note: 'toString' })).toBe('toString')
    expect(trailNote({ ...entry, what: 'verified', note: 'apply' })).toBe('apply')
  })
})
