import { afterEach, describe, expect, it } from 'vitest'
import { liveStart } from '../../../../electron/engine/management/live-description.ts'
import type { Frame } from '../../../../electron/engine/management/live-frame.ts'
import {
  defaultPowerShellLimits,
  type PowerShellLimits,
  runPowerShell,
} from '../../../../electron/engine/management/powershell-runner.ts'
import type { Step } from './powershell-stand-in.ts'
import { ended, opened, type StandInMachine, standInMachine } from './stand-in-machine.ts'

/** Each of its own length, so that a test can let one of them pass. */
const limits: PowerShellLimits = { ...defaultPowerShellLimits, bytes: 1_000_000 }
const start = liveStart({ server: 'exch01.contoso.local', task: { kind: 'collect', request: {} } }, {})

let machine: StandInMachine
afterEach(() => machine.close())

type Heard = { frames: string[]; texts: string[] }

function run(
  options: {
    signal?: AbortSignal
    limits?: Partial<PowerShellLimits>
    password?: string
    onFrame?: (frame: Frame) => void
  } = {},
) {
  const heard: Heard = { frames: [], texts: [] }
  const listener = {
    onFrame(frame: Frame) {
      heard.frames.push(`${frame.kind}${frame.last ? '' : '+'} ${frame.bytes.toString()}`)
      options.onFrame?.(frame)
    },
    onText: (text: string) => heard.texts.push(text),
  }
  const settings = { machine, limits: { ...limits, ...options.limits }, signal: options.signal }
  return { heard, end: runPowerShell(start, options.password, listener, settings) }
}

/** A run that is stopped by the test as soon as a frame was heard. */
async function stoppedAtFirstFrame(stop: () => void, settings: Parameters<typeof run>[0] = {}) {
  const { end, heard } = run({ ...settings, onFrame: stop })
  return { end: await end, heard }
}

describe('A program that ends by itself', () => {
  it('is heard to its end, frame by frame', async () => {
    machine = await standInMachine([...opened, ended])
    const { heard, end } = run()
    expect(await end).toEqual({ how: 'exited', exitCode: 0, errors: '' })
    expect(heard).toEqual({ frames: ['phase connecting', 'phase connected', 'end '], texts: [] })
  })

  it('is given the password and the script by standard input alone, whatever is in them', async () => {
    for (const password of ['', 'pässwörd', 'two\nlines\r\n', '\u{1f511}"$(x)\'', ' 12\n34 ']) {
      machine = await standInMachine([ended])
      await run({ password }).end
      const seen = await machine.seen()
      expect(seen.password).toBe(password)
      expect(seen.script).toBe(start.script)
      const [powershell] = machine.started
      if (password !== '') expect(JSON.stringify([powershell?.args, powershell?.environment])).not.toContain(password)
      await machine.close()
    }
  })

  it('is told apart from what else it prints', async () => {
    const frame = `${'0'.repeat(32)} end `
    machine = await standInMachine([
      { print: 'What if: Jörg' },
      { print: frame },
      { print: '' },
      { print: 'end ' },
      ended,
    ])
    const { heard, end } = run()
    await end
    expect(heard).toEqual({ frames: ['end '], texts: ['What if: Jörg', frame, '', 'end '] })
  })

  it('is told with its exit code and the beginning of its errors', async () => {
    machine = await standInMachine([{ complain: 'x'.repeat(50_000) }, { exit: 3 }])
    const end = await run().end
    expect(end).toEqual({ how: 'exited', exitCode: 3, errors: 'x'.repeat(16 * 1024) })
  })

  it('is told when it dies in the middle', async () => {
    machine = await standInMachine([...opened, { die: true }])
    const { end, heard } = run()
    expect(await end).toMatchObject({ how: 'exited', exitCode: null })
    expect(heard.frames).toHaveLength(2)
  })
})

describe('A program that can’t be started', () => {
  it('is told by the system’s word where starting it throws', async () => {
    machine = await standInMachine([])
    machine.start = () => {
      throw new Error('spawn EACCES')
    }
    expect(await run().end).toEqual({ how: 'not-started', detail: 'spawn EACCES' })
    expect(machine.directories).toEqual(new Set())
  })

  it('is told by the system’s word where it is told afterwards', async () => {
    machine = await standInMachine([], { taskkill: 'is missing' })
    const { start } = machine
    machine.start = () => start('C:\\taskkill.exe', [], {})
    expect(await run().end).toMatchObject({ how: 'not-started', detail: expect.stringContaining('ENOENT') })
  })

  it('is not started at all where it was stopped before', async () => {
    machine = await standInMachine([])
    expect(await run({ signal: AbortSignal.abort() }).end).toEqual({ how: 'cancelled' })
    expect(machine.started).toEqual([])
  })
})

describe('A program that does not come to an end', () => {
  it.each([
    ['whole', limits.whole],
    ['silence', limits.silence],
  ] as const)('is ended when its time is over: %s', async (which, milliseconds) => {
    machine = await standInMachine([{ frame: 'phase', text: 'connecting' }, { hang: true }])
    const { end } = await stoppedAtFirstFrame(() => queueMicrotask(() => machine.pass(milliseconds)))
    expect(end).toEqual({ how: 'timed-out', which })
    expect(machine.started.map(({ program }) => program)).toEqual([
      'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
      'C:\\Windows\\System32\\taskkill.exe',
    ])
    const [powershell, taskkill] = machine.started
    expect(taskkill?.args).toEqual(['/PID', `${powershell?.running.pid}`, '/T', '/F'])
    expect(powershell?.running.signalCode).toBe('SIGKILL')
  })

  it('is ended where it says nothing at all', async () => {
    machine = await standInMachine([{ hang: true }])
    const { end } = run()
    await expect.poll(() => machine.started).toHaveLength(1)
    machine.pass(limits.start)
    expect(await end).toEqual({ how: 'timed-out', which: 'start' })
  })

  it('is ended where somebody stops it', async () => {
    machine = await standInMachine([{ frame: 'phase', text: 'connecting' }, { hang: true }])
    const stop = new AbortController()
    const { end } = await stoppedAtFirstFrame(() => stop.abort(), { signal: stop.signal })
    expect(end).toEqual({ how: 'cancelled' })
  })

  it.each(['does nothing', 'is missing'] as const)('is ended alone where taskkill %s', async (taskkill) => {
    machine = await standInMachine([{ frame: 'phase', text: 'connecting' }, { hang: true }], { taskkill })
    const stop = new AbortController()
    const { end } = await stoppedAtFirstFrame(() => stop.abort(), { signal: stop.signal })
    expect(end).toEqual({ how: 'cancelled' })
    expect(machine.started[0]?.running.signalCode).toBe('SIGKILL')
  })

  it('is waited for no longer where it does not end though it was told to', async () => {
    machine = await standInMachine([{ frame: 'phase', text: 'connecting' }, { hang: true }], {
      taskkill: 'does nothing',
      isDeaf: true,
    })
    const stop = new AbortController()
    const { end } = await stoppedAtFirstFrame(
      () => {
        stop.abort()
        queueMicrotask(() => machine.pass(limits.ending))
      },
      { signal: stop.signal },
    )
    expect(end).toEqual({ how: 'cancelled' })
    expect(machine.started[0]?.running.signalCode).toBeNull()
  })

  it.each(['lines', 'no line'] as const)('is ended where it floods: %s', async (flood) => {
    machine = await standInMachine([{ flood }])
    expect(await run().end).toEqual({ how: 'too-much-output' })
  })
})

describe('Whatever happens', () => {
  it.each<[string, Step[]]>([
    ['all goes well', [...opened, ended]],
    ['it dies', [{ die: true }]],
    ['it floods', [{ flood: 'lines' }]],
  ])('the folder that it was given is private and removed: %s', async (_, steps) => {
    machine = await standInMachine(steps)
    await run().end
    expect(machine.started[0]?.environment.TEMP).toMatch(/postern-/)
    expect(machine.directories).toEqual(new Set())
  })

  it('no variable of ours goes with it', async () => {
    machine = await standInMachine([ended])
    await run().end
    expect(JSON.stringify(machine.started[0]?.environment)).not.toContain('not for PowerShell')
  })

  it('a bug of whoever listens is told as it is, once the program has ended', async () => {
    machine = await standInMachine([{ frame: 'phase', text: 'connecting' }, { hang: true }])
    const bug = new Error('ours')
    const { end } = run({
      onFrame: () => {
        throw bug
      },
    })
    await expect(end).rejects.toBe(bug)
    expect(machine.started[0]?.running.signalCode).toBe('SIGKILL')
  })
})
