import { describe, expect, it } from 'vitest'
import { documentOf, mailboxObjects, openApp, openOrganization, send } from './app-with-configuration.ts'
import { appWithDevices, because } from './app-with-devices.ts'
import { deviceDocument, keyOf, threeAmong } from './devices-of-contoso.ts'

const devices = threeAmong(20)
const [first] = devices
const named = (name: string, text: string) =>
  text.replace('"Get-CASMailbox"', `"Get-OrganizationConfig":[{"Name":"${name}"}],"Get-CASMailbox"`)
const contoso = named('Contoso', deviceDocument({ devices }))
const fabrikam = named('Fabrikam', deviceDocument({ devices })).replaceAll('contoso.test', 'fabrikam.test')

async function give({ client }: Pick<ReturnType<typeof openApp>, 'client'>, file: string, name = 'fabrikam.json') {
  const importId = await send(client, file, { name })
  return { importId, result: await client.call('configuration.import', { importId }) }
}

describe('a file of another organisation', () => {
  async function decided() {
    const app = appWithDevices()
    await app.import(contoso)
    if (first === undefined) throw new Error('There is a device.')
    await app.client.call('quarantine.decide', { devices: { keys: [keyOf(first)] }, verdict: 'remove', ...because })
    return app
  }
  const state = async ({ client }: Awaited<ReturnType<typeof decided>>) => ({
    kept: await client.call('configuration.read', {}),
    trail: await client.call('quarantine.trail', { after: null, limit: 100 }),
    decisions: await client.call('quarantine.decisions', { which: 'tray', offset: 0, limit: 10 }),
  })

  it('is not taken in: nothing is replaced and nothing judged before somebody was asked', async () => {
    const app = await decided()
    const before = await state(app)
    const { result } = await give(app, fabrikam)
    expect(result).toMatchObject({
      ...{ outcome: 'other-organisation', summary: { source: { name: 'fabrikam.json' } } },
      sentence: 'This is of Fabrikam; what is known here is Contoso’s.',
    })
    expect(await state(app)).toEqual(before)
    await app.leave()
  })

  it('is taken in where somebody says so, in the place of all, though it is older', async () => {
    const app = await decided()
    const { importId, result } = await give(app, fabrikam.replace('T01:00:00.000Z', 'T00:00:00.000Z'))
    expect(result).toMatchObject({ replaces: true })
    expect(await app.client.call('configuration.take-rest', { importId })).toMatchObject({ outcome: 'kept' })
    const { kept } = await state(app)
    expect(kept.configuration.organizationConfig?.name).toBe('Fabrikam')
    await app.leave()
  })

  it('and broken in part, is asked about by both', async () => {
    const app = await decided()
    const { importId, result } = await give(app, fabrikam.replace('"Quarantined"', '"Isolated"'))
    expect(result).toMatchObject({ outcome: 'refused', rest: {} })
    const take = () => app.client.call('configuration.take-rest', { importId })
    expect(await take()).toMatchObject({ outcome: 'other-organisation' })
    expect(await take()).toMatchObject({ outcome: 'kept' })
    await expect(take()).rejects.toMatchObject({ code: 'no-such-import' })
    await app.leave()
  })

  it('is let go of where somebody puts it away', async () => {
    const app = await decided()
    const { importId } = await give(app, fabrikam)
    await app.client.call('import.abort', { importId })
    const taking = app.client.call('configuration.take-rest', { importId })
    await expect(taking).rejects.toMatchObject({ code: 'no-such-import' })
    await app.leave()
  })

  it('is of this one where nothing else is known, and of the same where it says so', async () => {
    const app = openApp()
    const mailboxes = { 'Get-CASMailbox': mailboxObjects(20), 'Get-OrganizationConfig': [openOrganization] }
    expect((await give(app, documentOf(mailboxes))).result).toMatchObject({ outcome: 'kept' })
    expect((await give(app, documentOf(mailboxes))).result).toMatchObject({ outcome: 'kept' })
  })
})
