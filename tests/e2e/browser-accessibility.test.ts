import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { halfWayEvents } from '../fixtures/run-half-way.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { eventsOf } from '../fixtures/run-of.ts'
import { runOurBug } from '../fixtures/run-our-bug.ts'
import { runRejected } from '../fixtures/run-rejected.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { moving, seriousViolations, tooWide } from './everybody.ts'
import { createRunPlayer } from './run-player.ts'

type Scene = {
  name: string
  open(page: Page): Promise<void>
  empty?: true
  waits?: true
  breaksOff?: true
  events?: typeof halfWayEvents
}

const unfold = async (page: Page) => {
  const drawer = page.getByRole('complementary')
  for (const name of [/^What came back/, /^What was sent/, 'Times as a table', /^Details/]) {
    for (const fold of await drawer.getByRole('button', { name }).all()) await fold.click()
  }
}

const ended = [runManyFailures, runOurBug, runRejected]

const scenes: Scene[] = [
  {
    name: 'what a run would leave behind',
    async open(page) {
      await page.getByRole('button', { name: 'What a run leaves on a server' }).click()
      await page
        .getByRole('region', { name: /in full$/ })
        .getByText('Remove-MobileDevice')
        .waitFor()
    },
    waits: true,
  },
  {
    name: 'a password that was rejected',
    events: eventsOf(runRejected),
    async open(page) {
      await page.getByRole('button', { name: /^Fails The sign-in of/ }).click()
      await page.getByRole('button', { name: 'Try this password again' }).first().waitFor()
    },
  },
  {
    name: 'the empty form with its errors',
    empty: true,
    async open(page) {
      await page.getByRole('button', { name: 'More settings' }).click()
      // What unfolds moves the button below it, and a click in the middle of that is none.
      await page.getByRole('textbox', { name: 'DNS resolvers' }).waitFor()
      await page.getByRole('button', { name: 'Save the organisation' }).click()
      await page.getByText('Give the organisation a name').waitFor()
    },
  },
  {
    name: 'a run half-way',
    events: halfWayEvents,
    open: (page) => page.getByText(/^\d+ of \d+ checks answered$/).waitFor(),
  },
  {
    name: 'many findings with a certificate unfolded',
    events: eventsOf(runManyFailures),
    async open(page) {
      await page.getByRole('button', { name: /expires in 20 days/ }).click()
      await unfold(page)
    },
  },
  {
    name: 'many findings with a conversation unfolded',
    events: eventsOf(runManyFailures),
    async open(page) {
      await page.getByRole('button', { name: /^Passes \d+ checks pass/ }).click()
      await page.getByRole('button', { name: /answers 403 to the user agent/ }).click()
      await unfold(page)
    },
  },
  {
    name: 'what each server answers, and where the time of the run went',
    events: eventsOf(runManyFailures),
    async open(page) {
      await page.getByRole('button', { name: /^Fails At EXCH03/ }).click()
      await page.getByRole('region', { name: 'Health pages of each server' }).waitFor()
      await page.getByRole('button', { name: 'Where the time of the run went' }).click()
      await page.getByRole('button', { name: 'Times of the run as a table' }).click()
      await page.getByRole('region', { name: 'Times of the run' }).waitFor()
    },
  },
  {
    name: 'which sign-in goes first, and the certificate of each server',
    events: eventsOf(runManyFailures),
    async open(page) {
      await page.getByRole('button', { name: /^Passes \d+ checks pass/ }).click()
      await page.getByRole('button', { name: /sign-ins were accepted/ }).click()
      const drawer = page.getByRole('complementary')
      await drawer.getByRole('button', { name: /^Certificates at each server’s own address/ }).click()
      await drawer.getByText('exch01.contoso.test', { exact: true }).waitFor()
      const order = drawer.getByRole('button', { name: /^Which sign-in goes first/ })
      if ((await order.getAttribute('aria-expanded')) === 'false') await order.click()
      await drawer.getByText('goes first', { exact: true }).waitFor()
    },
  },
  {
    name: 'a step with what to do in it',
    events: eventsOf(runManyFailures),
    async open(page) {
      await page.getByRole('button', { name: /^Web Services/ }).click()
      await page.getByRole('heading', { level: 1, name: 'Web Services (EWS)' }).waitFor()
      await page.getByRole('button', { name: /^Fails EWS/ }).click()
      await page.getByRole('complementary').getByRole('button', { name: 'Verify' }).waitFor()
    },
  },
  {
    name: 'a step that waits for another',
    events: eventsOf(runRejected),
    async open(page) {
      await page.getByRole('button', { name: /^Web Services/ }).click()
      await page.getByRole('button', { name: 'What is in the way is in Sign-in' }).waitFor()
    },
  },
  {
    name: 'what to ask of the network team',
    events: eventsOf(runManyFailures),
    async open(page) {
      await page.getByRole('button', { name: /^Firewall(?! rules)/ }).click()
      await page.getByRole('region', { name: 'Names to publish' }).waitFor()
    },
  },
  {
    name: 'the keys',
    waits: true,
    async open(page) {
      await page.getByRole('button', { name: 'Keyboard' }).click()
      await page.getByRole('dialog', { name: 'Keyboard' }).getByText('Ctrl+Enter').waitFor()
    },
  },
  {
    name: 'a run that broke off',
    events: halfWayEvents,
    breaksOff: true,
    open: (page) => page.getByRole('button', { name: 'Go on with it' }).waitFor(),
  },
  {
    name: 'a fault of our own, by step',
    events: eventsOf(runOurBug),
    async open(page) {
      await page.getByRole('button', { name: 'By step' }).click()
      await page.getByRole('button', { name: /^Our bug ActiveSync could not/ }).click()
    },
  },
]

function transitions(page: Page): Promise<number> {
  return page.evaluate(() => document.getAnimations().filter((each) => each instanceof CSSTransition).length)
}

describe.skipIf(!hasChromium)('Everybody can use the window', { timeout: 60_000 }, () => {
  let window: BrowserWindow

  const suite = browserSuite()

  async function show(scene: Scene, context: BrowserContextOptions): Promise<Page> {
    const player = createRunPlayer(scene.events ?? [], runManyFailures)
    window = await suite.open({
      runReadiness: player.runReadiness,
      ...(scene.empty ? {} : { ...named, at: '#/everything' }),
      context,
    })
    if (!scene.empty && !scene.waits) {
      await window.page.getByRole('button', { name: 'Start' }).click()
      const last = scene.events?.at(-1)
      const run = ended.find(({ run: { id } }) => last?.type === 'finished' && last.run.id === id)
      if (run) player.end(run)
      if (scene.breaksOff) {
        await window.page.getByText(/^\d+ of \d+ checks answered$/).waitFor()
        player.breakOff(new Error('boom'))
      }
    }
    await scene.open(window.page)
    return window.page
  }

  describe.each(scenes)('$name', (scene) => {
    let page: Page

    beforeAll(async () => {
      // The policy would refuse axe's own script and styles, so that alone is let past it here.
      page = await show(scene, { bypassCSP: true })
    })
    afterAll(() => window?.close())

    it.each(['light', 'dark'] as const)('axe finds nothing serious in %s', async (colorScheme) => {
      await page.emulateMedia({ colorScheme })
      await expect.poll(() => page.evaluate(() => document.documentElement.style.colorScheme)).toBe(colorScheme)
      // Colours change by and by, and are in between for a moment.
      await expect.poll(() => transitions(page)).toBe(0)
      expect(await seriousViolations(page)).toEqual([])
    })
  })

  it.each(scenes)('at 1024 × 640 nothing scrolls sideways or breaks the policy in $name', async (scene) => {
    const page = await show(scene, { viewport: { width: 1024, height: 640 } })
    expect(await tooWide(page)).toEqual([])
    expect(window.complaints).toEqual([])
  })

  it('nothing moves for those who asked for less motion', async () => {
    const halfWay = scenes.find(({ name }) => name === 'a run half-way')
    if (!halfWay) throw new Error('The scene of a run half-way is missing.')
    const page = await show(halfWay, { reducedMotion: 'reduce' })
    expect(await moving(page)).toEqual([])
    await page.getByRole('button', { name: /expires in 20 days/ }).click()
    expect(await moving(page)).toEqual([])
  })
})
