import { expect } from 'vitest'

/** One sign-in that came to the server, and what the server made of it, whether anybody heard that or not. */
type SignInAtServer = {
  account: string
  password: string
  program: number
  run: number
  deliberate: boolean
  rejected: boolean
  /** Its run was told to try again while the memory could not be used: other programs cannot know of it. */
  withoutDisk: boolean
  /** How often the administrator had said to try again by then: on the disk, and to this program. */
  epochs: { disk: number; program: number }
  /** The answer was lost, or nobody was left to hear it. */
  lost: boolean
  /** It was heard, and could not be noted for other programs. */
  unnoted: boolean
  /** Its run had heard the same password accepted before, and lived to see that no answer came. */
  excused: boolean
}

/** Counts what the server of a domain would count, in the order in which it saw it, beside the budget's own book. */
export function createSignInLedger() {
  const all: SignInAtServer[] = []

  return {
    /** The excuse, the loss and whether it was noted are told later, once they are known. */
    arrive(signIn: Omit<SignInAtServer, 'lost' | 'unnoted' | 'excused'>): SignInAtServer {
      const arrived = { ...signIn, lost: false, unnoted: false, excused: false }
      all.push(arrived)
      return arrived
    },

    /** No account gets a second rejected sign-in: neither in a run, nor of one password over runs and restarts. */
    settle(): void {
      for (const same of groupsOf(all, ({ account, run }) => `${account} ${run}`)) expectOneInRun(same)
      const onDisk = all.filter(({ withoutDisk }) => !withoutDisk)
      for (const same of groupsOf(onDisk, ({ account, password, epochs }) => `${account} ${password} ${epochs.disk}`)) {
        expectOneOfPassword(same)
      }
      for (const same of groupsOf(
        all,
        ({ account, password, program, epochs }) => `${account} ${password} ${program} ${epochs.program}`,
      )) {
        expectOneOfPassword(same)
      }
    },

    /** What came about, by which a test knows that it has seen all that it is about. */
    kinds(): string[] {
      const kinds = all.map(({ deliberate, rejected, lost, excused }) =>
        [
          deliberate ? 'deliberate' : 'ordinary',
          rejected ? 'rejected' : 'accepted',
          excused ? 'lost though right' : lost ? 'lost' : 'heard',
        ].join(', '),
      )
      const byPassword = groupsOf(all, ({ account, password, program, epochs }) =>
        [account, password, program, epochs.program].join(' '),
      )
      const isOnceMore = (same: SignInAtServer[]) => same.filter((one) => one.deliberate && one.rejected).length > 1
      return byPassword.some(isOnceMore) ? [...kinds, 'deliberate, rejected, once more'] : kinds
    },
  }
}

/** One at most is rejected; where it is a deliberate one, not even a lost one of a right password beside it. */
function expectOneInRun(same: readonly SignInAtServer[]): void {
  const rejected = same.filter((signIn) => signIn.rejected)
  const counted = rejected.some(({ deliberate }) => deliberate) ? rejected : rejected.filter(({ excused }) => !excused)
  expect(counted.length, words(same)).toBeLessThanOrEqual(1)
}

/**
 * One ordinary sign-in at most is rejected, and one deliberate, or a second where the first was lost, or not noted. A deliberate one is
 * made with a password that was right a moment before: between it and whatever may have been rejected stands one that was
 * accepted, and heard. What else may have been rejected is the last that is sent.
 */
function expectOneOfPassword(same: readonly SignInAtServer[]): void {
  const ordinary = same.filter(({ deliberate }) => !deliberate)
  const deliberate = same.filter((signIn) => signIn.deliberate)
  expect(ordinary.filter(({ rejected, excused }) => rejected && !excused).length, words(same)).toBeLessThanOrEqual(1)
  const spent = deliberate.filter(({ rejected, lost }) => rejected || lost)
  expect(spent.length, words(same)).toBeLessThanOrEqual(2)
  if (spent.length > 1) expect(spent[0]?.lost || spent[0]?.unnoted, words(same)).toBe(true)
  const last = same.findIndex(
    ({ deliberate, rejected, lost, excused }) => !deliberate && !excused && (rejected || lost),
  )
  if (last >= 0) expect(same.slice(last + 1), words(same)).toEqual([])
  for (const [index, signIn] of same.entries()) {
    if (signIn.deliberate) expect(isDoubtful(same.slice(0, index)), words(same)).toBe(false)
  }
}

/** Whether the last that may have been rejected was followed by none that was accepted, and heard. */
function isDoubtful(before: readonly SignInAtServer[]): boolean {
  const doubt = before.findLastIndex(({ rejected, lost }) => rejected || lost)
  const after = before.slice(doubt + 1)
  return doubt >= 0 && !after.some(({ deliberate, rejected, lost }) => !deliberate && !rejected && !lost)
}

function groupsOf<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  return [...Map.groupBy(all, keyOf).values()]
}

function words(same: readonly SignInAtServer[]): string {
  return `\n${same.map((signIn) => JSON.stringify(signIn)).join('\n')}\n`
}
