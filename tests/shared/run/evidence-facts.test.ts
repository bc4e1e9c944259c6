import { expect, it } from 'vitest'
import { evidenceFacts } from '../../../shared/run/evidence-facts.ts'

const sentence = 'The deliberate bad sign-in was made in an earlier run'

it('has no rows where nothing was seen', () => {
  expect(evidenceFacts({ evidence: {}, advice: null })).toEqual([])
})

it('does not say again what stands in the advice as a sentence', () => {
  const evidence = { server: 'mail.contoso.test', reason: sentence }
  const server = { label: 'Server', value: 'mail.contoso.test' }
  const reason = { label: 'Reason', value: sentence }
  expect(evidenceFacts({ evidence, advice: `${sentence}. Look at mail.contoso.test.` })).toEqual([server])
  expect(evidenceFacts({ evidence, advice: 'Look at mail.contoso.test.' })).toEqual([server, reason])
  expect(evidenceFacts({ evidence, advice: null })).toEqual([server, reason])
})

it('does not say a number of days again that stands beside it with its unit', () => {
  const remaining = (value: string) => ({ label: 'Remaining', value })
  expect(evidenceFacts({ evidence: { days: 20, remaining: '20 days' }, advice: null })).toEqual([remaining('20 days')])
  expect(evidenceFacts({ evidence: { days: 0, remaining: 'less than a day' }, advice: null })).toEqual([
    { label: 'Days', value: 0 },
    remaining('less than a day'),
  ])
})

it.each([
  ['connectMilliseconds', 15.2, 'Time to connect', '15 ms'],
  ['milliseconds', 1412, 'Time', '1.4 s'],
  ['limitSeconds', 5, 'Limit', '5 s'],
  ['status', 401, 'Status', 401],
  ['seconds', ['mail.contoso.test: 300 s'], 'Seconds', ['mail.contoso.test: 300 s']],
  ['soapFault', true, 'SOAP fault', true],
])('the number %s is shown with its unit, where it has one', (key, value, label, shown) => {
  expect(evidenceFacts({ evidence: { [key]: value }, advice: null })).toEqual([{ label, value: shown }])
})
