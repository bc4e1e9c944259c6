import { describe, expect, it } from 'vitest'
import {
  filterMailboxes,
  judgedFor,
  listSentence,
  mailboxesCsv,
  mailboxesFileName,
} from '../../../../renderer/steps/ews/mailbox-words.ts'
import type { JudgedList, JudgedMailbox } from '../../../../shared/ews/judged-list.ts'

const row = (mailbox: string, more: Partial<JudgedMailbox> = {}): JudgedMailbox => ({
  ...{ mailbox, identity: null, state: 'works', reason: 'works', sentence: 'Nothing is in the way.', remedy: null },
  ...more,
})

const group = (state: JudgedMailbox['state'], count: number): JudgedList['groups'][number] => ({
  ...{ reason: 'works', state, remedy: null, sentence: '', count },
})

describe('The sentence of a list', () => {
  it('counts each mailbox once, the worst first, and leaves out what is not there', () => {
    const groups = [group('works', 7), group('shut', 2), group('shut', 1), group('doubtful', 0)]
    expect(listSentence({ total: 10, groups })).toBe('Of 10 mailboxes: 3 cannot be served, 7 can be served.')
  })

  it('speaks of one as one', () => {
    expect(listSentence({ total: 1, groups: [group('not-known', 1)] })).toBe('Of 1 mailbox: 1 not known.')
  })
})

describe('For whom a list is judged', () => {
  const client = { userAgent: 'Sync 1.0', impersonates: false, mailboxes: [] }

  it('says who signs in: the owner of each, or the account that acts for them', () => {
    expect(judgedFor(client)).toContain('each mailbox’s owner signs in')
    expect(judgedFor({ ...client, account: 'X\\a' })).toContain('each mailbox’s owner signs in')
    expect(judgedFor({ ...client, account: 'X\\a', impersonates: true })).toContain('acts for each mailbox')
  })
})

describe('Mailboxes are narrowed', () => {
  const rows = [
    row('anna@contoso.test'),
    row('ben@contoso.test', { state: 'shut', reason: 'mailbox-refuses', sentence: 'EwsEnabled is $false.' }),
  ]

  it('by a reason and by every word, in capitals or not', () => {
    expect(filterMailboxes(rows, { text: '', reason: 'mailbox-refuses' })).toEqual([rows[1]])
    expect(filterMailboxes(rows, { text: 'CONTOSO ewsenabled', reason: null })).toEqual([rows[1]])
    expect(filterMailboxes(rows, { text: 'contoso anna ewsenabled', reason: null })).toEqual([])
  })

  it('and are the very same list where nothing narrows them', () => {
    expect(filterMailboxes(rows, { text: ' ', reason: null })).toBe(rows)
  })
})

it('A mailbox that is named like a formula is none in a spreadsheet', () => {
  const csv = mailboxesCsv([row('=cmd|calc@contoso.test', { identity: '@x' })])
  expect(csv).toBe("\uFEFFMailbox,Identity,State,Why\r\n'=cmd|calc@contoso.test,'@x,Works,Nothing is in the way.\r\n")
})

it('The file of a list has a name that any disk takes', () => {
  expect(mailboxesFileName('müller.example')).toBe('postern-mailboxes-m-ller.example.csv')
})
