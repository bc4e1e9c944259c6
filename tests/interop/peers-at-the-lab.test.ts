import { Agent } from 'node:https'
import { createRequire } from 'node:module'
import { NtlmClient } from 'axios-ntlm'
import {
  CalendarView,
  DateTime,
  EventType,
  ExchangeService,
  ExchangeVersion,
  Folder,
  FolderId,
  PropertySet,
  Uri,
  WebCredentials,
  WellKnownFolderName,
} from 'ews-javascript-api'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../lab/lab.ts'
import { getFolder, xml } from '../lab/requests.ts'
import { reachByName } from './peers/lab-by-name.ts'

// The lab judged by clients that nobody here wrote: what they cannot do is theirs or the lab's, and each is said.
let lab: Lab
let undo: () => void
let url: string
beforeAll(async () => {
  lab = await startLab()
  undo = reachByName(lab)
  url = `https://mail.contoso.test:${lab.ports.https}/EWS/Exchange.asmx`
})
afterAll(async () => {
  undo()
  await lab.close()
})
afterEach(() => lab.unlockAll())

interface XhrApi {
  useNtlmAuthentication(username: string, password: string): XhrApi
}
const { XhrApi } = createRequire(createRequire(import.meta.url).resolve('ews-javascript-api'))('@ewsjs/xhr') as {
  XhrApi: new () => XhrApi
}

/** The transport of ews-javascript-api that signs in with NTLM. */
function ntlmTransport(password: string): { XHRApi: XhrApi } {
  const transport = new XhrApi()
  // Bound first: a linter for React takes a call of this name for one of a hook.
  const signInWith = transport.useNtlmAuthentication.bind(transport)
  return { XHRApi: signInWith('CONTOSO\\alice', password) }
}

describe.each(['NTLM', 'Basic'] as const)('ews-javascript-api with %s', (scheme) => {
  const serviceFor = (password: string): ExchangeService => {
    const service = new ExchangeService(ExchangeVersion.Exchange2013)
    service.Url = new Uri(url)
    service.Credentials = new WebCredentials('CONTOSO\\alice', password)
    if (scheme === 'NTLM') Object.assign(service, ntlmTransport(password))
    return service
  }

  it('is kept out with a wrong password', async () => {
    const folder = Folder.Bind(serviceFor('wrong'), WellKnownFolderName.Inbox)
    await expect(folder).rejects.toThrow()
    expect(lab.badSignIns('alice').total).toBe(1)
    expect(lab.log.at(-1)).toMatchObject({ status: 401, reason: 'wrong-password' })
  })

  it('opens the inbox', async () => {
    const folder = await Folder.Bind(serviceFor(lab.password), WellKnownFolderName.Inbox)
    expect(folder).toMatchObject({ DisplayName: 'Inbox', TotalCount: 12 })
  })

  it('reads the calendar, the time zones, the hierarchy and a name, and subscribes', async () => {
    const service = serviceFor(lab.password)
    const view = new CalendarView(DateTime.Now.Add(-30, 'day'), DateTime.Now.Add(60, 'day'), 5)
    const appointments = await service.FindAppointments(WellKnownFolderName.Calendar, view)
    expect(appointments.Items.length).toBeGreaterThan(0)
    expect((await service.GetServerTimeZones()).length).toBeGreaterThan(0)
    const root = new FolderId(WellKnownFolderName.MsgFolderRoot)
    const changes = await service.SyncFolderHierarchy(root, PropertySet.IdOnly, '')
    expect(changes.Count).toBeGreaterThan(0)
    expect((await service.ResolveName('alice@contoso.test')).Count).toBe(1)
    const inbox = [new FolderId(WellKnownFolderName.Inbox)]
    const subscription = await service.SubscribeToPullNotifications(inbox, 5, '', EventType.NewMail)
    expect(subscription.Id).not.toBe('')
    await subscription.Unsubscribe()
  })
})

describe('axios-ntlm', () => {
  const statusWith = async (password: string): Promise<number> => {
    const httpsAgent = new Agent({ keepAlive: true, maxSockets: 1 })
    const client = NtlmClient({ username: 'alice', password, domain: 'CONTOSO' }, { httpsAgent, timeout: 20_000 })
    try {
      const { status } = await client.post(url, getFolder(), { headers: xml, validateStatus: (code) => code !== 401 })
      return status
    } catch (error) {
      const { response } = error as { response?: { status: number } }
      return response?.status ?? 0
    } finally {
      httpsAgent.destroy()
    }
  }

  it('is kept out with a wrong password', async () => {
    await expect(statusWith('wrong')).resolves.toBe(401)
  })

  it('signs in, without MIC and without channel binding', async () => {
    await expect(statusWith(lab.password)).resolves.toBe(200)
    expect(lab.log.at(-1)).toMatchObject({ result: 'accepted', integrity: 'absent', binding: 'absent' })
  })
})

it('where Extended Protection is required, none of them gets in with a right password', async () => {
  const strict = await startLab({
    adjust: (settings) => {
      settings.ews.channelBinding = 'require'
    },
  })
  undo()
  undo = reachByName(strict)
  try {
    const address = `https://mail.contoso.test:${strict.ports.https}/EWS/Exchange.asmx`
    const httpsAgent = new Agent({ keepAlive: true, maxSockets: 1 })
    const client = NtlmClient({ username: 'alice', password: strict.password, domain: 'CONTOSO' }, { httpsAgent })
    await expect(client.post(address, getFolder(), { headers: xml })).rejects.toMatchObject({
      response: { status: 401 },
    })
    httpsAgent.destroy()
    const service = new ExchangeService(ExchangeVersion.Exchange2013)
    service.Url = new Uri(address)
    Object.assign(service, ntlmTransport(strict.password))
    await expect(Folder.Bind(service, WellKnownFolderName.Inbox)).rejects.toThrow()
    expect(strict.log.at(-1)).toMatchObject({ result: 'rejected', binding: 'absent' })
  } finally {
    await strict.close()
  }
})
