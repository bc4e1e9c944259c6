import { Buffer } from 'node:buffer'
import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { liveErrorSentences } from '../../../../electron/engine/management/live-error.ts'
import { frameKinds } from '../../../../electron/engine/management/live-frame.ts'
import { createLiveRoad } from '../../../../electron/engine/management/live-road.ts'
import type { PowerShellMachine, StartedProgram } from '../../../../electron/engine/management/powershell-machine.ts'
import { defaultPowerShellLimits } from '../../../../electron/engine/management/powershell-runner.ts'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { ConfigurationReading } from '../../../../shared/management/configuration-reading.ts'

const mark = 'a1'.repeat(16)
const password = 'Sommer2026!'

/** A program of this process alone that prints these bytes in these pieces, and ends. */
function printing(pieces: readonly Buffer[], exitCode: number | null): StartedProgram {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() }
  streams.stdin.resume()
  const program = Object.assign(new EventEmitter(), { pid: 1, exitCode: null, signalCode: null, ...streams })
  setImmediate(() => {
    for (const piece of pieces) streams.stdout.write(piece)
    streams.stdout.end(() => setImmediate(() => program.emit('close', exitCode)))
  })
  return Object.assign(program, { kill: () => true, unref: () => {} }) as unknown as StartedProgram
}

function machineOf(start: PowerShellMachine['start']): PowerShellMachine {
  return {
    platform: 'win32',
    environment: {},
    start,
    openDirectory: async () => '/nowhere',
    removeDirectory: async () => {},
    setTimer: () => () => {},
    mark: () => mark,
  }
}

const record = fc.record({
  stage: fc.constantFrom('connect', 'import', 'ask', 'command', 'x'),
  id: fc.oneof(fc.constantFrom('AccessDenied,x', '-2144108123,x', '1326', 'toString,x', '__proto__'), fc.string()),
  category: fc.string(),
  reason: fc.constantFrom('PSRemotingTransportException', 'RemoteException'),
  errorCode: fc.oneof(fc.constant(null), fc.integer(), fc.constant(1e300), fc.constant(2150859173)),
  message: fc.oneof(fc.string({ unit: 'binary' }), fc.constant(`x${password}x 0x8009030c`)),
})
const documentLines = [
  '{"postern":{"format":"exchange-configuration","version":1,"computer":"A","collectedAt":"2026-11-29T02:30:00Z"},',
  '"Get-CASMailbox":[{"Identity":"a","EwsEnabled":true}],',
  `"Get-OrganizationConfig":[{"Name":"${password}"}],`,
  `"errors":[{"cmdlet":"Get-CASMailbox","kind":"other","message":"${password}"}]}`,
  '"errors":[]}',
]
const document = fc.constantFrom(...documentLines)
const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom('connecting', 'connected', 'lost')).map(([phase]) => ['phase', phase]),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constant('failure'),
      record.map((each) => JSON.stringify(each)),
    ),
  },
  { weight: 6, arbitrary: fc.tuple(fc.constant('document'), document) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('end'), fc.constant('')) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...frameKinds), fc.string({ unit: 'binary' })) },
)
const printed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(line, fc.constantFrom('', '', '', '+')).map(([[kind = '', text = ''], more]) => {
      return Buffer.from(`${mark} ${kind}${more} ${Buffer.from(text).toString('base64')}\r\n`)
    }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
)

const frameBytes = (kind: string, text: string) =>
  Buffer.from(`${mark} ${kind} ${Buffer.from(text).toString('base64')}\r\n`)
/** A conversation that goes well, with something else put in or a piece left out. */
const disturbed = fc
  .tuple(
    fc.nat({ max: 6 }),
    fc.nat({ max: 2 }),
    fc.array(printed, { maxLength: 2 }),
    fc.array(document, { maxLength: 1 }),
  )
  .map(([at, without, others, [instead]]) => {
    const [opening = '', mailboxes = '', , , errors = ''] = documentLines
    const healthy = [
      frameBytes('phase', 'connecting'),
      frameBytes('phase', 'connected'),
      ...[opening, instead ?? mailboxes, errors].map((text) => frameBytes('document', text)),
      frameBytes('end', ''),
    ]
    return healthy.toSpliced(at, without === 2 ? 1 : 0, ...others)
  })

it('Whatever PowerShell prints, a question ends with an answer or an error of the set, and without the password', async () => {
  const ended = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.array(printed, { maxLength: 12 }), disturbed),
      fc.constantFrom(0, 0, 0, 1, 70, null),
      fc.boolean(),
      async (pieces, exitCode, isGiven) => {
        const account = { username: 'CONTOSO\\admin', password, budget: createSignInBudget(), domain: 'contoso.com' }
        const road = createLiveRoad({
          server: 'exch01.contoso.local',
          account: isGiven ? account : undefined,
          machine: machineOf(() => printing(pieces, exitCode)),
          limits: defaultPowerShellLimits,
        })
        const answer = await road.ask({ cmdlets: ['Get-OrganizationConfig', 'Get-CASMailbox'] })
        ended.add(answer.outcome === 'answered' ? 'answered' : answer.error.code)
        if (isGiven) expect(JSON.stringify(answer)).not.toContain(password)
        if (answer.outcome === 'answered') {
          ConfigurationReading.parse(answer.reading)
          expect(Buffer.concat(pieces).includes(`${mark} end`)).toBe(true)
        } else expect(Object.keys(liveErrorSentences)).toContain(answer.error.code)
        for (const { code } of answer.outcome === 'answered' ? answer.refused : []) {
          expect(Object.keys(liveErrorSentences)).toContain(code)
        }
      },
    ),
    { numRuns: 1_500 },
  )
  for (const each of [
    'answered',
    'broke-off',
    'bad-document',
    'sign-in-rejected',
    'password-in-answer',
    'connection-lost',
  ]) {
    expect(ended).toContain(each)
  }
})
