import { describe, expect, test } from 'vitest'
import type { Client } from '../../../shared/contract/contract.ts'
import { documentOf, mailboxObjects, openApp, openOrganization, send } from './app-with-configuration.ts'

const COUNT = 10_000

async function appWith(mailboxes: number) {
  const app = openApp({
    organisation: { format: 1, name: 'Contoso', domain: 'contoso.test', mailbox: 'user0@contoso.test' },
  })
  const file = documentOf({ 'Get-OrganizationConfig': [openOrganization], 'Get-CASMailbox': mailboxObjects(mailboxes) })
  await app.client.call('configuration.import', { importId: await send(app.client, file) })
  return app
}

const listOf = (count: number) => Array.from({ length: count }, (_, at) => `user${at}@contoso.test`).join('\r\n')
const judged = async (client: Client, list: string | Uint8Array) =>
  client.call('ews.mailboxes', { importId: await send(client, list, { kind: 'mailboxes' }) })

async function listIdOf(client: Client, list: string): Promise<string> {
  const result = await judged(client, list)
  if (result.outcome === 'refused') throw new Error(result.sentence)
  return result.list.listId
}

async function scriptOf(client: Client, listId: string, part: 'preview' | 'apply' | 'undo') {
  const texts: string[] = []
  for (let offset: number | null = 0; offset !== null; ) {
    const page: Awaited<ReturnType<typeof client.call<'ews.mailboxes-script'>>> = await client.call(
      'ews.mailboxes-script',
      {
        ...{ listId, part, offset },
      },
    )
    if (page.outcome !== 'script') throw new Error(page.sentence)
    texts.push(page.text)
    offset = page.next
  }
  return texts
}

describe('a list that is refused', () => {
  test.each([
    ['is empty', '', 'The list names no mailbox. Accepted is', null],
    ['names none', 'a,b,c\nd,e,f', 'The list names no mailbox. Accepted is', 1],
    ['is no text', Buffer.from('anna\na\0b', 'latin1'), 'The file is no text: there is a zero byte in line 2.', 2],
    ['is a program', Buffer.from('anna\n\u00ff\u0001\u0002\n', 'latin1'), 'The list is no text: line 2 holds', 2],
    [
      'is a workbook',
      Buffer.from('PK\u0003\u0004\u0014\u0000', 'latin1'),
      'The list is a workbook or an archive.',
      null,
    ],
    ['is a web page', '<!DOCTYPE html>\n<p>anna@contoso.test</p>', 'The list is a web page, XML or JSON', 1],
    [
      'is an export of Export-Clixml',
      '\ufeff<Objs Version="1.1.0.1">\n<S>anna</S>',
      'The list is a web page, XML or JSON',
      1,
    ],
    ['is the configuration itself', '\n{"Get-CASMailbox":[\n', 'The list is a web page, XML or JSON', 2],
    ['is JSON in one line', '[{"PrimarySmtpAddress":"anna@contoso.test"}]', 'The list is a web page, XML or JSON', 1],
    ['breaks off in UTF-16', Buffer.from([0xff, 0xfe, 0x61]), 'The file breaks off in the middle of a letter', 1],
    [
      'was joined of two',
      Buffer.concat([Buffer.from('Jörg\n'), Buffer.from('Jörg', 'latin1')]),
      'Line 2 holds bytes that are no letters',
      2,
    ],
  ])('%s', async (_what, list, sentence, line) => {
    const { client } = await appWith(1)
    const importId = await send(client, list, { kind: 'mailboxes' })
    expect(await client.call('ews.mailboxes', { importId })).toEqual({
      ...{ outcome: 'refused', sentence: expect.stringContaining(sentence), line },
    })
  })

  test('is not known', async () => {
    const { client } = await appWith(1)
    const listId = 'list-0'
    const rows = client.call('ews.mailbox-rows', { listId, after: null, limit: 1 })
    await expect(rows).rejects.toMatchObject({ code: 'no-such-list' })
    await expect(client.call('ews.mailboxes', { listId })).rejects.toMatchObject({ code: 'no-such-list' })
    const script = client.call('ews.mailboxes-script', { listId, part: 'apply', offset: 0 })
    await expect(script).rejects.toMatchObject({ code: 'no-such-list' })
  })

  test('was judged before four others', async () => {
    const { client } = await appWith(1)
    const first = await listIdOf(client, listOf(1))
    for (let other = 0; other < 4; other += 1) await listIdOf(client, listOf(1))
    await expect(client.call('ews.mailboxes', { listId: first })).rejects.toMatchObject({ code: 'no-such-list' })
  })
})

describe('a list that is read all the same', () => {
  const guess =
    'The list is no Unicode from line 2 on: its letters beyond English were read as Windows-1252 (Western Europe). Where names come out wrong, save it in UTF-8.'
  test.each([
    ['is in Windows-1252', Buffer.from('Name;Mail\nJörg;user0@contoso.test\n', 'latin1'), 1, [guess]],
    [
      'is in Windows-1252, with its own signs',
      Buffer.from('user0@contoso.test\nPreis \u0080;\u0093x\u0094;user1@contoso.test', 'latin1'),
      2,
      [guess],
    ],
    [
      'names one twice',
      'user0@contoso.test\nUSER0@contoso.test',
      1,
      ['1 mailbox is named more than once, and counts once: user0@contoso.test.'],
    ],
    ['is UTF-16 without its mark', Buffer.from('user0@contoso.test\r\n', 'utf16le'), 1, []],
  ])('%s', async (_what, list, total, notes) => {
    const { client } = await appWith(1)
    expect(await judged(client, list)).toMatchObject({ outcome: 'judged', list: { total, notes } })
  })
})

describe('a list of 10,000 mailboxes', () => {
  test('is judged, read a page at a time, and mended by one script that can be taken back', async () => {
    const { client, bugs } = await appWith(COUNT)
    const result = await judged(client, `${listOf(COUNT)}\nnobody@contoso.test\na,b,c\n`)
    expect(result).toMatchObject({
      outcome: 'judged',
      list: {
        total: COUNT + 1,
        groups: [
          { reason: 'mailbox-refuses', state: 'shut', remedy: 'ews-mailbox-enabled', count: COUNT / 2 },
          { reason: 'not-found', state: 'not-known', remedy: null, count: 1 },
          { reason: 'works', state: 'works', remedy: null, count: COUNT / 2 },
        ],
        problems: [{ line: COUNT + 2 }],
        problemCount: 1,
      },
    })
    if (result.outcome === 'refused') return
    const { listId } = result.list
    const names: string[] = []
    for (let after: number | null = null; ; ) {
      const page: Awaited<ReturnType<typeof client.call<'ews.mailbox-rows'>>> = await client.call('ews.mailbox-rows', {
        ...{ listId, after, limit: 2_000, reason: 'mailbox-refuses' },
      })
      names.push(...page.rows.map(({ mailbox }) => mailbox))
      if (page.next === null) break
      after = page.next
    }
    expect(names).toEqual(Array.from({ length: COUNT / 2 }, (_, at) => `user${at * 2 + 1}@contoso.test`))

    const apply = await scriptOf(client, listId, 'apply')
    expect(apply.length).toBeGreaterThan(1)
    const changes = apply
      .join('')
      .split('\r\n')
      .filter((line) => line.startsWith('Invoke-Change'))
    expect(changes).toHaveLength(COUNT / 2)
    const undo = (await scriptOf(client, listId, 'undo')).join('')
    expect(undo.match(/-EwsEnabled \$false/g)).toHaveLength(COUNT / 2)
    expect(bugs).toEqual([])
  })

  test('is judged again by what was read meanwhile, and pages of an older script are no more', async () => {
    const { client } = await appWith(COUNT)
    const listId = await listIdOf(client, listOf(COUNT))
    const first = await client.call('ews.mailboxes-script', { listId, part: 'apply', offset: 0 })
    const open = documentOf({ 'Get-CASMailbox': mailboxObjects(COUNT).map((each) => ({ ...each, EwsEnabled: true })) })
    await client.call('configuration.import', { importId: await send(client, open) })
    expect(await client.call('ews.mailboxes', { listId })).toMatchObject({
      list: { listId, groups: [{ reason: 'works', count: COUNT }] },
    })
    const offset = (first.outcome === 'script' && first.next) || 1
    const later = client.call('ews.mailboxes-script', { listId, part: 'apply', offset })
    await expect(later).rejects.toMatchObject({ code: 'no-such-list' })
    expect(await client.call('ews.mailboxes-script', { listId, part: 'apply', offset: 0 })).toMatchObject({
      outcome: 'not-needed',
    })
  })

  test('without a configuration, nothing is known of it', async () => {
    const { client } = openApp()
    expect(await judged(client, listOf(3))).toMatchObject({
      list: { groups: [{ reason: 'not-read', state: 'not-known', count: 3 }] },
    })
  })
})
