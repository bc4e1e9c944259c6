import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CommandAnswer,
  type CommandToSend,
  holdDialogue,
} from '../../../../electron/engine/gather/active-sync-dialogue.ts'
import { asksForWipe, readProvision, statusOf } from '../../../../electron/engine/wire/active-sync-message.ts'
import { element, holds, textAt, type WbxmlElement } from '../../../../electron/engine/wire/wbxml/wbxml-element.ts'

const information = { model: 'Postern', friendlyName: 'Postern', os: 'Postern', userAgent: 'agent' }

/** An answer as the gatherer reads one: an HTTP status, and a body or none. */
type Said = { httpStatus?: number; root?: WbxmlElement; withheld?: 'password-rejected-before' }

function answerOf(command: CommandToSend, { httpStatus = 200, root, withheld }: Said): CommandAnswer {
  if (withheld) return { records: [], withheld }
  const status = root && statusOf(root)
  const policyStatus = root?.name === 'Provision:Provision' ? readProvision(root).policyStatus : undefined
  return {
    records: [
      {
        command: command.command,
        purpose: command.purpose,
        policyKey: command.policyKey.kind,
        httpStatus,
        ...(status !== undefined && { status }),
        ...(policyStatus !== undefined && { policyStatus }),
        exchange: {
          method: 'POST',
          url: 'https://mail.contoso.test/',
          requestHeaders: [],
          headers: [],
          startedAt: '2026-11-24T22:41:07.000Z',
          milliseconds: { total: 1 },
        },
      },
    ],
    ...(root && { root }),
  }
}

/** Holds a dialogue with a server that says these in turn, and the last of them for ever. */
async function hold(said: readonly Said[], version = '16.1') {
  const sent: CommandToSend[] = []
  const dialogue = await holdDialogue(
    async (command) => {
      sent.push(command)
      return answerOf(command, said[Math.min(sent.length, said.length) - 1] ?? {})
    },
    { version, information },
  )
  return { dialogue, sent, told: sent.map(({ command, purpose }) => `${command} ${purpose}`) }
}

const policyAnswer = (key: string, ...more: WbxmlElement[]): Said => ({
  root: element('Provision:Provision', [
    element('Provision:Status', '1'),
    element('Provision:Policies', [
      element('Provision:Policy', [element('Provision:Status', '1'), element('Provision:PolicyKey', key), ...more]),
    ]),
  ]),
})
const demands = element('Provision:Data', [
  element('Provision:EASProvisionDoc', [element('Provision:DevicePasswordEnabled', '1')]),
])
const noPolicy: Said = {
  root: element('Provision:Provision', [
    element('Provision:Status', '1'),
    element('Provision:Policies', [element('Provision:Policy', [element('Provision:Status', '2')])]),
  ]),
}
const provisionStatus = (status: number): Said => ({
  root: element('Provision:Provision', [element('Provision:Status', String(status))]),
})
const folderStatus = (status: number): Said => ({
  root: element('FolderHierarchy:FolderSync', [element('FolderHierarchy:Status', String(status))]),
})
const folders: Said = {
  root: element('FolderHierarchy:FolderSync', [
    element('FolderHierarchy:Status', '1'),
    element('FolderHierarchy:Changes', [
      element('FolderHierarchy:Add', [element('FolderHierarchy:ServerId', '5'), element('FolderHierarchy:Type', '2')]),
    ]),
  ]),
}
const synced = (status: string, ...items: WbxmlElement[]): Said => ({
  root: element('AirSync:Sync', [
    element('AirSync:Collections', [
      element('AirSync:Collection', [
        element('AirSync:SyncKey', 'k1'),
        element('AirSync:Status', status),
        element('AirSync:Commands', items),
      ]),
    ]),
  ]),
})
const wipe: Said = { root: element('Provision:Provision', [element('Provision:RemoteWipe')]) }
const item = element('AirSync:Add', [element('AirSync:ServerId', '5:1')])
const whole = [policyAnswer('11', demands), policyAnswer('22'), folders, synced('1'), synced('1', item)]
const WAY = ['Provision policy', 'Provision acknowledgement', 'FolderSync folders', 'Sync sync-key', 'Sync inbox']

describe('a dialogue that is stopped', () => {
  it.each<[string, Said[], string, string[]]>([
    ['by HTTP', [{ httpStatus: 503 }], 'stopped', WAY.slice(0, 1)],
    ['by an empty answer', [{}], 'stopped', WAY.slice(0, 1)],
    ['by a status of Provision', [provisionStatus(129)], 'stopped', WAY.slice(0, 1)],
    ['by Provision that asks for Provision', [provisionStatus(142)], 'asked-again', WAY.slice(0, 1)],
    ['by another answer than to Provision', [folders], 'stopped', WAY.slice(0, 1)],
    ['by a key that is none', [policyAnswer('')], 'stopped', WAY.slice(0, 1)],
    ['at the acknowledgement', [policyAnswer('11'), provisionStatus(3)], 'stopped', WAY.slice(0, 2)],
    ['by an acknowledgement without a key', [policyAnswer('11'), noPolicy], 'stopped', WAY.slice(0, 2)],
    ['at the folders', [...whole.slice(0, 2), folderStatus(126)], 'stopped', WAY.slice(0, 3)],
    ['by folders without a body', [...whole.slice(0, 2), {}], 'stopped', WAY.slice(0, 3)],
    ['at the sync key', [...whole.slice(0, 3), synced('8')], 'stopped', WAY.slice(0, 4)],
    ['by a sync key without a body', [...whole.slice(0, 3), {}], 'stopped', WAY.slice(0, 4)],
    ['by a sync key and 142', [...whole.slice(0, 3), synced('142')], 'asked-again', WAY.slice(0, 4)],
    ['at the page', [...whole.slice(0, 4), synced('3')], 'stopped', WAY],
    ['at the page by HTTP', [...whole.slice(0, 4), { httpStatus: 503 }], 'stopped', WAY],
    ['at the page by 449', [...whole.slice(0, 4), { httpStatus: 449 }], 'asked-again', WAY],
    ['by a sign-in that was withheld', [{ withheld: 'password-rejected-before' }], 'not-begun', WAY.slice(0, 1)],
    [
      'by a sign-in that was withheld on the way',
      [policyAnswer('11'), { withheld: 'password-rejected-before' }],
      'stopped',
      WAY.slice(0, 2),
    ],
  ])('%s', async (_, said, ended, way) => {
    const { dialogue, told } = await hold(said)
    expect(dialogue.ended).toBe(ended)
    expect(told).toEqual(way)
    expect(dialogue.inbox).toBeUndefined()
  })

  it('that is asked for Provision again goes through it once more, and not again', async () => {
    for (const again of [folderStatus(142), folderStatus(143), folderStatus(144), { httpStatus: 449 }]) {
      const round = [policyAnswer('11'), policyAnswer('22'), again]
      const { dialogue, told } = await hold([...round, ...round, ...round])
      expect(dialogue.ended).toBe('asked-again')
      expect(told).toEqual([...WAY.slice(0, 3), ...WAY.slice(0, 3)])
    }
  })

  it('that is asked for a description again and again sends it once', async () => {
    const done: Said = { root: element('Settings:Settings', [element('Settings:Status', '1')]) }
    const atProvision = await hold([provisionStatus(165), done, provisionStatus(165)])
    expect(atProvision.told).toEqual(['Provision policy', 'Settings device-information', 'Provision policy'])
    expect(atProvision.dialogue.ended).toBe('stopped')
    const atFolders = await hold([...whole.slice(0, 2), folderStatus(165), done, folderStatus(165)])
    expect(atFolders.told.slice(2)).toEqual(['FolderSync folders', 'Settings device-information', 'FolderSync folders'])
    expect(atFolders.dialogue.ended).toBe('stopped')
  })
})

describe('a dialogue that gets through', () => {
  it('sends each key where it belongs, and says what it was given', async () => {
    const { dialogue, sent, told } = await hold(whole)
    expect(told).toEqual(WAY)
    expect(sent.map(({ policyKey }) => policyKey.value)).toEqual(['0', '11', '22', '22', '22'])
    expect(dialogue).toMatchObject({
      ended: 'complete',
      policy: { given: true, demands: ['DevicePasswordEnabled 1'] },
      folders: { count: 1, inbox: true },
      inbox: { items: 1, more: false },
    })
    expect(textAt(sent[4]?.body, 'AirSync:Collections', 'AirSync:Collection', 'AirSync:SyncKey')).toBe('k1')
  })

  it('takes a page without a body for an empty one', async () => {
    const { dialogue } = await hold([...whole.slice(0, 4), {}])
    expect(dialogue).toMatchObject({ ended: 'complete', inbox: { items: 0, more: false } })
  })

  it('goes on without a key where there is no policy, and without an inbox where there is none', async () => {
    const { dialogue, sent } = await hold([noPolicy, folderStatus(1)])
    expect(sent.map(({ policyKey }) => policyKey.value)).toEqual(['0', '0'])
    expect(dialogue).toMatchObject({
      ended: 'complete',
      policy: { given: false },
      folders: { count: 0, inbox: false },
    })
    expect(dialogue.inbox).toBeUndefined()
  })

  it.each([
    ['12.1', false],
    ['14.0', false],
    ['14.1', true],
    ['16.1', true],
  ])('in version %s DeviceInformation goes with Provision: %s', async (version, goes) => {
    const { sent } = await hold(whole, version)
    expect(sent[0] && holds(sent[0].body, 'Settings:DeviceInformation')).toBe(goes)
  })

  it('gets through after being asked once more', async () => {
    const { dialogue } = await hold([...whole.slice(0, 2), folderStatus(143), ...whole])
    expect(dialogue.ended).toBe('complete')
  })
})

describe('a request to wipe the device', () => {
  it.each([0, 1, 2, 3, 4])('ends the dialogue at answer %i, and is not confirmed', async (at) => {
    const { dialogue, sent } = await hold([...whole.slice(0, at), wipe])
    expect(dialogue.ended).toBe('remote-wipe')
    expect(sent).toHaveLength(at + 1)
  })

  it('is never confirmed and never answered, whatever the server says before', async () => {
    const status = fc.constantFrom(1, 2, 126, 140, 142, 144, 165)
    const said: fc.Arbitrary<Said> = fc.oneof(
      fc.constantFrom(...whole, wipe, noPolicy, {}),
      status.map(provisionStatus),
      status.map(folderStatus),
      status.map((code) => synced(String(code))),
      fc.constantFrom(449, 403, 500).map((httpStatus) => ({ httpStatus })),
      status.map((code) => policyAnswer('7', element('Provision:Data', String(code)), element('Provision:RemoteWipe'))),
    )
    const server = fc.tuple(fc.nat({ max: 5 }), fc.array(said, { minLength: 1, maxLength: 12 }))
    await fc.assert(
      fc.asyncProperty(server, async ([ahead, random]) => {
        const answers = [...whole.slice(0, ahead), ...random]
        const { dialogue, sent } = await hold(answers)
        const first = answers.findIndex(({ root }) => root !== undefined && asksForWipe(root))
        const heard = first >= 0 && sent.length > first
        if (heard) {
          expect(sent.length).toBe(first + 1)
          expect(dialogue.ended).toBe('remote-wipe')
        } else {
          expect(dialogue.ended).not.toBe('remote-wipe')
        }
        for (const { body } of sent) expect(holds(body, 'Provision:RemoteWipe')).toBe(false)
        // However it goes, it ends soon.
        expect(sent.length).toBeLessThanOrEqual(14)
      }),
      { numRuns: 1_000 },
    )
  })
})
