import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rendererBuild } from '../../build/renderer-build.ts'
import { speak } from '../../shared/language/translate.ts'
import { pseudoLanguage } from '../fixtures/pseudo-language.ts'
import { hasChromium } from './chromium.ts'

const language = pseudoLanguage()
speak(language)
// Loaded once the language is spoken, as a program does: some words are said as their modules are loaded.
const { browserSuite } = await import('./browser-suite.ts')
const { named } = await import('./browser-window.ts')
const { createRunPlayer } = await import('./run-player.ts')
const { goTo, keptForDays, views } = await import('./views.ts')
const { allWriters } = await import('../../shared/firewall/all-writers.ts')
const { firewallTyped } = await import('../fixtures/firewall-kept.ts')
const { runManyFailures } = await import('../fixtures/run-many-failures.ts')

/** What is written alike in every language: names of products and protocols, what was typed, seen or left behind. */
const ALIKE = [
  // A date and a time, as the browser writes them in a language that it does not know.
  /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d+(, \d{4})?\b|Central European (Standard|Summer) Time|\bUTC\b/,
  // Addresses and paths, of servers, mailboxes and checks; and fingerprints.
  /[\w:/-]+([./@\\][\w/-]+)+|\b([0-9A-F]{2}:)+[0-9A-F]{2}\b/,
  /\b(Microsoft-Server-ActiveSync|ActiveSync|Autodiscover|autodiscover|EWS|TLS|DNS|SHA-256|iPhone|Nylas)\b/,
  /\bExchange( Server)?\b|\bSE\b|\bRTM\b|\bSep26SUv2\b|\bpython-EAS-Client\b/,
  /\bContoso\b|\bCONTOSO\b|\bFabrikam\b|\bEXCH0\d\b|\bprobe\b|\b(CN|O|C)=|\bIssuing CA\b|\bDE\b/,
  /\b(Negotiate|NTLM|Basic|GET|POST|HTTPS?)\b|\b\d{3} [A-Z]\w+( [A-Z]\w+)*/,
  /\b(Ctrl|Alt|Shift|Home|End|Enter|Esc)\b/,
  /(Get|Remove)-MobileDevice|-Mailbox|Where-Object|DeviceId|-eq|\bPOSTERN[0-9A-F]+\b/,
  // Cmdlets of Exchange, also where a line would not break in them, their parameters, and values of those.
  /\b(Get|Set)-[A-Z]\w*|\b(rganizationConfig|ASMailbox|ebServicesVirtualDirectory|xchangeServer)\b/,
  /\bobileDevice(Statistics|MailboxPolicy)?\b|\bctiveSync(OrganizationSettings|DeviceAccessRule)\b/,
  /\b(hrottlingPolicy(Association)?|anagementRoleAssignment|anagementScope)\b/,
  // Phones and what they call themselves.
  /\buser\d+\b|\b(iPhone|iPad)\w*|\bPixel \d|\bOutlook( for iOS and Android)?\b|\bAndroid\b|\bEASClient\b/,
  /\bDevice(Type|Model)\b|\b(EASC|ANDR|IPHO|IPAD|OUTL)[0-9A-F]+\b/,
  // What a firewall's rules are named after, also where a line would break in it; its zones, and forms of a file.
  /\b(NYLAS|MAIL|AUTODISCOVER|CONTOSO|PSTN|mgmt)_\w*|\bCheck Point\b|\bTEST\b|\bcli\b|\bMicrosoft-Server-|\bR00\d\b/,
  /\b(TCP|UDP|untrust|dmz|DMZ|ada|US|EU|XLSX|CSV|HTML|JSON|ZIP|PDF|Markdown|ServiceNow|IPv[46]|NAT)\b|\bcurl -sv\b/,
  // Addresses of IPv6.
  /\b[\da-f]{1,4}(:[\da-f]{0,4}){2,}/,
  /\bEws[A-Z]\w*|\bEnforceBlockList\b|-WhatIf\b|\bRemove=|\$true\b/,
]
/** What the gatherers of the recorded run said, in the English of then. */
const recorded = [
  ...Object.values(runManyFailures.artifacts).flatMap((record) => ('reason' in record ? [record.reason] : [])),
  ...(runManyFailures.run.traces ?? []).map(({ what }) => what),
  ...firewallTyped(),
  // What makers call their firewalls.
  ...allWriters.map(({ meta }) => meta.name).toSorted((a, b) => b.length - a.length),
]

describe.skipIf(!hasChromium)('In another language', { timeout: 60_000 }, () => {
  const suite = browserSuite()
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postern-language-'))
    await build({ ...rendererBuild(folder, [language]), base: './', configFile: false, logLevel: 'error' })
  }, 120_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  function open(options: Partial<Parameters<typeof suite.open>[0]>) {
    return suite.open({
      runReadiness: createRunPlayer([], runManyFailures).runReadiness,
      rendererDirectory: folder,
      context: { locale: language.language },
      ...options,
    })
  }

  describe('with runs in it', () => {
    let page: Page

    beforeAll(async () => {
      const window = await open({ ...named, store: await keptForDays() })
      page = window.page
    })

    it('says which language the page is in', async () => {
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language.language)
    })

    it.each(views)('says everything of $name in it', async ({ name, at }) => {
      await goTo(page, { name, at, heading: /./ })
      expect(await englishWords(page)).toEqual([])
    })

    it('says everything of the keyboard', async () => {
      await goTo(page, { name: 'everything', at: '#/everything', heading: /./ })
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
      expect(await englishWords(page)).toEqual([])
      await page.keyboard.press('Escape')
    })

    it('says everything of a finding, and of what was seen of it', async () => {
      await goTo(page, { name: 'everything', at: '#/everything', heading: /./ })
      let looked = 0
      const found: string[] = []
      for (const { title } of runManyFailures.findings) {
        const row = page.getByRole('main').getByRole('button', { name: title })
        // The last of the runs passes some of what fails in the others, and what passes is folded.
        if ((await row.count()) === 0) continue
        await row.first().click()
        await page.getByRole('complementary', { name: title }).waitFor()
        // What is shown of the wire has names of the protocols without number; a word of ours has small letters alone.
        found.push(...(await englishWords(page)).filter((text) => /(^|[\s(])[a-z]{2,}(?=[\s.,;:)]|$)/.test(text)))
        looked += 1
      }
      expect([...new Set(found)]).toEqual([])
      expect(looked).toBeGreaterThan(5)
    })
  })

  it.each([
    '#/steps/organisation',
    '#/desks/runs',
    '#/desks/quarantine',
    '#/desks/firewall',
    '#/desks/organisations',
    '#/desks/watch',
    '#/settings',
  ])('says everything where nothing is named: %s', async (at) => {
    const { page } = await open({ at })
    await page.getByRole('main').getByRole('heading').first().waitFor()
    expect(await englishWords(page)).toEqual([])
  })
})

/** Words in plain letters that can be seen or are read out, and are not alike in every language. */
async function englishWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const shown = (element: Element | null) =>
      element?.closest('script, style, noscript') === null && element.checkVisibility({ visibilityProperty: true })
    const texts: string[] = []
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (nodes.nextNode()) if (shown(nodes.currentNode.parentElement)) texts.push(nodes.currentNode.nodeValue ?? '')
    for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`))
        if (shown(element)) texts.push(element.getAttribute(name) ?? '')
    return texts
  })
  const all = new RegExp(ALIKE.map(({ source }) => `(?:${source})`).join('|'), 'g')
  const own = (text: string) => recorded.reduce((left, said) => left.replaceAll(said, ''), text).replaceAll(all, '')
  return texts.filter((text) => /[A-Za-z]{2}/.test(own(text)))
}
