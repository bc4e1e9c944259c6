import { expect, test } from 'vitest'
import {
  CertificateTrouble,
  Discovered,
  DiscoveryRemark,
  LookedInVain,
  SettingToType,
} from '../../../shared/organisation/discovery.ts'
import {
  certificateSentence,
  foundSentence,
  remarkSentence,
  searchSentence,
  settingName,
  settingSentence,
  vainSentence,
} from '../../../shared/organisation/discovery-words.ts'

const ews: Discovered = {
  ...{ service: 'ews', url: 'https://mail.contoso.com/EWS/Exchange.asmx', certainty: 'seen' },
  how: ['answers-as-exchange', 'srv-record'],
}

/** A sentence for people: it begins and ends as one, and nothing in it is missing. */
const isSentence = (text: string) => /^\S.*\.$/s.test(text) && !/undefined|\(\)|\s\.|\s{2}/.test(text)

test('every code has its sentence, with a detail and without', () => {
  const details = [{}, { detail: 'mail.contoso.com' }]
  const told = details.flatMap((detail) => [
    ...CertificateTrouble.shape.code.options.map((code) => certificateSentence({ code, ...detail })),
    ...LookedInVain.shape.why.options.map((why) => vainSentence({ looked: 'server', where: 'x', why, ...detail })),
    ...Discovered.shape.how.element.options.map((how) => foundSentence({ ...ews, how: [how] })),
  ])
  const remarks = DiscoveryRemark.shape.code.options.map((code) => remarkSentence({ code, detail: 'x' }))
  const settings = SettingToType.shape.setting.options.flatMap((setting) =>
    SettingToType.shape.why.options.map((why) => settingSentence({ setting, why, detail: 'x' })),
  )
  expect([...told, ...remarks, ...settings].filter((text) => !isSentence(text))).toEqual([])
  expect(
    SettingToType.shape.setting.options.map((setting) => settingName({ setting, why: 'dns-silent' })),
  ).not.toContain('')
})

test('a build is named as people know it, and one that is not known is Exchange all the same', () => {
  expect(foundSentence({ ...ews, build: '15.2.1748.10', server: 'EXCH02' })).toBe(
    'Seen: it answers as Exchange Server 2019 CU15 (EXCH02); the SRV record in DNS names it.',
  )
  expect(foundSentence({ ...ews, certainty: 'inferred', build: '99.1.2.3' })).toMatch(
    /^Inferred: it answers as Exchange;/,
  )
})

test('a search is one sentence: nothing, Autodiscover alone, all of it, and that something is left', () => {
  const autodiscover: Discovered = { ...ews, service: 'autodiscover' }
  expect(searchSentence([], [])).toBe('No Exchange server was found.')
  expect(searchSentence([autodiscover], [])).toBe('Autodiscover was found, and EWS was not.')
  expect(searchSentence([ews, autodiscover], [])).toBe('Found Web Services (EWS) and Autodiscover.')
  expect(searchSentence([ews], [{ setting: 'mailbox', why: 'mailbox-unknown' }])).toMatch(
    /Something is left to look after/,
  )
})
