import { describe, expect, it } from 'vitest'
import type { Store } from '../../electron/engine/store/store.ts'
import { runAllBlocked } from '../fixtures/run-all-blocked.ts'
import { halfWayEvents } from '../fixtures/run-half-way.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, contoso, named, type WindowOptions } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { violations } from './everybody.ts'
import { createRunPlayer } from './run-player.ts'
import { goTo, keptForDays, type ViewName, views } from './views.ts'

/** What each view says in a state: none is left blank. */
type Said = Readonly<Record<ViewName, RegExp>>

const steps = [
  ...(['servers', 'sign-in', 'ews', 'ews-configuration', 'ews-mailboxes', 'ews-change'] as const),
  ...(['active-sync', 'firewall', 'report', 'everything'] as const),
]
/** The same words in each view of the desk of devices. */
function inQuarantine(words: RegExp) {
  const names = ['quarantine', 'quarantine-device', 'quarantine-decisions', 'quarantine-signs'] as const
  return Object.fromEntries(names.map((name) => [name, words])) as Record<(typeof names)[number], RegExp>
}

/** The same words in each view of the desk of firewall rules. */
function inFirewall(words: RegExp) {
  const parts = ['senders', 'hosts', 'rules', 'path', 'sheets', 'request'] as const
  return Object.fromEntries(parts.map((part) => [`firewall-${part}`, words])) as Record<
    `firewall-${(typeof parts)[number]}`,
    RegExp
  >
}

/** The same words in each view of a run. */
function inSteps(words: RegExp) {
  return Object.fromEntries(steps.map((name) => [name, words])) as Record<(typeof steps)[number], RegExp>
}

const nothingNamed: Said = {
  ...inSteps(/No organisation is named yet[\s\S]*Name the organisation/),
  ...inQuarantine(/none is open[\s\S]*Name an organisation/),
  ...inFirewall(/none is open[\s\S]*Name an organisation/),
  organisation: /Find out whether your Exchange can be reached/,
  runs: /No run is kept yet[\s\S]*npm run demo/,
  findings: /No run is kept yet/,
  comparison: /They cannot be compared: one of the runs is not kept any more/,
  organisations: /No organisation is kept yet[\s\S]*npm run demo/,
  watch: /There is no organisation to watch yet[\s\S]*npm run demo/,
  settings: /Everything is in memory only[\s\S]*Delete all data/,
}

const nothingLookedAt: Said = {
  ...nothingNamed,
  ...inSteps(/Nothing has been looked at yet[\s\S]*Start looks at Contoso/),
  ...inQuarantine(/Give the devices as files[\s\S]*Choose files/),
  'firewall-senders': /No list of senders is kept yet[\s\S]*npm run demo/,
  'firewall-hosts': /No run of this organisation has ended yet/,
  'firewall-rules': /A rule needs a list of senders and a host and a service first/,
  'firewall-path': /drawn from rules, and there is none yet/,
  'firewall-sheets': /made of rules, and there is none yet/,
  'firewall-request': /The change request/,
  organisation: /What Postern looks at, and as whom/,
  organisations: /Not looked at yet/,
  watch: /Off\. This window does not run it by itself/,
}

const halfWay: Said = {
  ...nothingLookedAt,
  ...inSteps(/\d+ of \d+ checks of this step answered/),
  report: /this report is not whole, and grows with it/,
  everything: /So far (\d+ to mend, )?\d+ to look at/,
  runs: /Under way/,
  findings: /\d+ findings?/,
  organisations: /A run is under way/,
}

const brokenOff: Said = {
  ...halfWay,
  ...inSteps(/Go on with it/),
  runs: /Broke off|Interrupted|broken off/i,
  organisations: /Contoso/,
}

const full: Said = {
  ...inSteps(/as it should be|checks pass|Exchange team/),
  ...inQuarantine(/600 devices/),
  'firewall-senders': /Nylas, US[\s\S]*Nylas, EU/,
  'firewall-hosts': /mail\.contoso\.test[\s\S]*Services/,
  'firewall-rules': /R001[\s\S]*Would this flow match\?/,
  'firewall-path': /The firewall, before it translates/,
  'firewall-sheets': /For firewalls[\s\S]*nftables/,
  'firewall-request': /What is seen after the change/,
  organisation: /What Postern looks at, and as whom/,
  runs: /12 runs/,
  findings: /696 findings/,
  comparison: /Of 58 checks/,
  organisations: /Fabrikam/,
  watch: /Off\. This window does not run it by itself/,
  settings: /DNS servers/,
}

const unreadable: Said = {
  ...full,
  ...inQuarantine(/The devices could not be read\.[\s\S]*Read them again/),
  ...inFirewall(/The lists and rules could not be read\.[\s\S]*Read them again/),
  runs: /The runs could not be read\.[\s\S]*Read them again/,
  findings: /The runs could not be read/,
  comparison: /cannot be compared|could not be read/,
  watch: /How the watch stands could not be read\.[\s\S]*Read it again/,
}

describe.skipIf(!hasChromium)('Every view in every state', { timeout: 60_000 }, () => {
  let window: BrowserWindow

  const suite = browserSuite()

  async function open(options: Partial<WindowOptions> = {}) {
    window = await suite.open({
      runReadiness: createRunPlayer([], runAllBlocked).runReadiness,
      at: '#/everything',
      // The policy would refuse axe's own script, so that alone is let past it here.
      context: { bypassCSP: true },
      ...options,
    })
    await window.page.getByRole('heading', { level: 1 }).waitFor()
    return window.page
  }

  /** Goes to every view, looks at what it says, and lets axe look at it. */
  async function walk(said: Said, beside?: RegExp) {
    const { page } = window
    for (const { name, at } of views) {
      await goTo(page, { name, at, heading: /./ })
      // Without a run there is no list to choose, and the desk says what it is for.
      if (name === 'findings' && said.findings.source.includes('findings')) {
        await page.getByRole('tab', { name: 'Findings of all runs' }).click()
      }
      const text = () => page.locator('#findings').textContent()
      await expect.poll(text, { message: name }).toMatch(said[name])
      if (beside) expect(await page.getByRole('status').filter({ hasText: beside }).count(), name).toBe(1)
      expect(await violations(page), name).toEqual([])
    }
  }

  it('says where to begin while nothing is named', async () => {
    await open()
    await walk(nothingNamed)
    expect(window.complaints).toEqual([])
  })

  it('says what a run would do before there is one', async () => {
    await open({ organisation: contoso })
    await walk(nothingLookedAt)
    expect(window.complaints).toEqual([])
  })

  it('says how far a run is, and when it broke off, how it goes on', async () => {
    const player = createRunPlayer(halfWayEvents, runManyFailures)
    const page = await open({ ...named, runReadiness: player.runReadiness })
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByText(/^\d+ of \d+ checks answered$/).waitFor()
    await walk(halfWay)
    player.breakOff(new Error('boom'))
    await page.getByRole('button', { name: 'Start again' }).waitFor()
    await walk(brokenOff)
  })

  it('keeps what it shows while Postern is not there, and says so once', async () => {
    const page = await open({ ...named, store: await keptForDays() })
    // What was never gone to could not be loaded any more: that is another test.
    for (const view of views) await goTo(page, view)
    await window.endHost()
    await page.getByText('The connection to Postern was lost.').waitFor()
    await walk(
      { ...full, ...inQuarantine(/./), runs: /./, findings: /./, comparison: /./, watch: /./ },
      /^The connection to Postern was lost\./,
    )
  })

  it('says that a page which never came will come when Postern is there again', async () => {
    const page = await open({ organisation: contoso })
    await window.endHost()
    await goTo(page, { name: 'settings', at: '#/settings', heading: /^Not connected to Postern$/ })
    expect(await violations(page)).toEqual([])
  })

  it('says what could not be read, and offers to read it again', async () => {
    const broken = { on: false }
    const page = await open({ ...named, store: breaking(await keptForDays(), broken) })
    broken.on = true
    await walk(unreadable)
    broken.on = false
    await goTo(page, { name: 'watch', at: '#/desks/watch', heading: /^Watch$/ })
    await page
      .getByText(/Off\. This window does not run it by itself/)
      .first()
      .waitFor()
  })
})

/** A store whose every part throws while it is said so, as where its disk is gone. */
function breaking(store: Store, broken: { on: boolean }): Store {
  const part = <T extends object>(whole: T): T =>
    new Proxy(whole, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        if (typeof value !== 'function') return value
        return (...given: unknown[]) => {
          if (broken.on) throw new Error('The disk is gone.')
          return value.apply(target, given)
        }
      },
    })
  return { ...store, runs: part(store.runs), organisations: part(store.organisations), settings: part(store.settings) }
}
