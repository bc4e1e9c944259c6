import { AutodiscoverService, ExchangeVersion, Uri, UserSettingName, WebCredentials } from 'ews-javascript-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Lab, startLab } from '../../lab/lab.ts'
import { reachByName } from './peers/lab-by-name.ts'

// The lab's SOAP Autodiscover, judged by a client that nobody here wrote.
let lab: Lab
let undo: () => void
beforeAll(async () => {
  lab = await startLab()
  undo = reachByName(lab)
})
afterAll(async () => {
  undo()
  await lab.close()
})

function service(): AutodiscoverService {
  const found = new AutodiscoverService(ExchangeVersion.Exchange2013)
  found.Url = new Uri(`https://autodiscover.contoso.test:${lab.ports.https}/autodiscover/autodiscover.svc`)
  found.Credentials = new WebCredentials('CONTOSO\\alice', lab.password)
  return found
}

it('ews-javascript-api gets the addresses of EWS over SOAP', async () => {
  const settings = [UserSettingName.ExternalEwsUrl, UserSettingName.InternalEwsUrl, UserSettingName.UserDisplayName]
  const answer = await service().GetUserSettings('alice@contoso.test', settings)
  expect(answer.GetSettingValue(UserSettingName.ExternalEwsUrl)).toBe(lab.organisation.ews.url)
  expect(answer.GetSettingValue(UserSettingName.UserDisplayName)).toBe('Alice Example')
})

it('and is told of an address that nobody has', async () => {
  const answer = await service().GetUserSettings('nobody@contoso.test', [UserSettingName.ExternalEwsUrl])
  expect(answer.ErrorMessage).toBe("Invalid user: 'nobody@contoso.test'")
})
