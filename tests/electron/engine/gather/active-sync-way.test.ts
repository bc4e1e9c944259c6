import { describe, expect, it } from 'vitest'
import type { CommandAnswer, CommandToSend } from '../../../../electron/engine/gather/active-sync-dialogue.ts'
import { followingOnce } from '../../../../electron/engine/gather/active-sync-way.ts'
import { folderSyncRequest } from '../../../../electron/engine/wire/active-sync-message.ts'
import { activeSyncCommand } from '../../../shared/checks/artifact-builders.ts'

const command: CommandToSend = {
  command: 'FolderSync',
  purpose: 'folders',
  body: folderSyncRequest(),
  policyKey: { kind: 'final', value: '7' },
}
const START = new URL('https://mail.contoso.test/Microsoft-Server-ActiveSync')

/** A server at each host: where it sends clients to, or nowhere. */
async function ask(leads: Record<string, string | undefined>, times: number) {
  const asked: string[] = []
  const way = followingOnce(
    START,
    async (url) => {
      asked.push(url.hostname)
      const location = leads[url.hostname]
      const changes = location === undefined ? {} : { httpStatus: 451, status: undefined, location }
      return { records: [activeSyncCommand('FolderSync', changes)] }
    },
    (location) => (location?.startsWith('https://') ? new URL(location) : undefined),
  )
  const answers: CommandAnswer[] = []
  for (let time = 0; time < times; time += 1) answers.push(await way.send(command))
  return { asked, answers, followedTo: way.followedTo() }
}

describe('a 451', () => {
  it('that may not be followed stands as it is', async () => {
    const { asked, answers, followedTo } = await ask({ 'mail.contoso.test': 'http://other.contoso.test/' }, 2)
    expect(asked).toEqual(['mail.contoso.test', 'mail.contoso.test'])
    expect(answers[0]?.records.at(-1)?.httpStatus).toBe(451)
    expect(followedTo).toBeUndefined()
  })

  it('is followed once, and a second one is not', async () => {
    const leads = {
      'mail.contoso.test': 'https://two.contoso.test/x',
      'two.contoso.test': 'https://three.contoso.test/',
    }
    const { asked, answers, followedTo } = await ask(leads, 2)
    expect(asked).toEqual(['mail.contoso.test', 'two.contoso.test', 'two.contoso.test'])
    expect(answers[0]?.records.map(({ httpStatus }) => httpStatus)).toEqual([451, 451])
    expect(followedTo).toBe('https://two.contoso.test/x')
  })

  it('that leads to its own sender ends there', async () => {
    const { asked } = await ask({ 'mail.contoso.test': START.href }, 1)
    expect(asked).toEqual(['mail.contoso.test', 'mail.contoso.test'])
  })

  it('takes every later command along', async () => {
    const { asked, answers } = await ask({ 'mail.contoso.test': 'https://two.contoso.test/' }, 3)
    expect(asked).toEqual(['mail.contoso.test', 'two.contoso.test', 'two.contoso.test', 'two.contoso.test'])
    expect(answers.map(({ records }) => records.length)).toEqual([2, 1, 1])
  })
})
