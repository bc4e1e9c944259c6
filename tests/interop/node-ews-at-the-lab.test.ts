import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Lab, startLab } from '../../lab/lab.ts'
import { reachByName } from './peers/lab-by-name.ts'

/** As much of node-ews as is used here; it has no types. */
interface NodeEws {
  run(operation: string, request: object): Promise<{ ResponseMessages: Record<string, object> }>
}
const NodeEws = createRequire(import.meta.url)('node-ews') as new (account: object, options: object) => NodeEws

// Where several schemes are offered, node-ews takes the first one, Negotiate, and gives up; so Basic alone is offered.
let lab: Lab
let undo: () => void
let temp: string
beforeAll(async () => {
  lab = await startLab({ faults: ['basic-only'] })
  undo = reachByName(lab)
})
afterAll(async () => {
  undo()
  await lab.close()
})
beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), 'postern-node-ews-'))
})
afterEach(async () => {
  lab.unlockAll()
  await rm(temp, { recursive: true, force: true })
})

function clientWith(password: string): NodeEws {
  const host = `https://mail.contoso.test:${lab.ports.https}`
  const account = { host, username: 'CONTOSO\\alice', password, auth: 'basic', temp }
  return new NodeEws(account, { ca: lab.certificateAuthorityPem, strictSSL: true })
}

it('is kept out with a wrong password, before it has the description of the service', async () => {
  await expect(clientWith('Wr0ng!').run('GetFolder', {})).rejects.toThrow('401')
  await expect(readdir(temp)).resolves.toEqual([])
})

it('reads the description of the service, and asks by it', async () => {
  const client = clientWith(lab.password)
  const inbox = { DistinguishedFolderId: { attributes: { Id: 'inbox' } } }
  await expect(
    client.run('GetFolder', { FolderShape: { BaseShape: 'Default' }, FolderIds: inbox }),
  ).resolves.toMatchObject({
    ResponseMessages: {
      GetFolderResponseMessage: { ResponseCode: 'NoError', Folders: { Folder: { TotalCount: '12' } } },
    },
  })
  await expect(client.run('SyncFolderHierarchy', { FolderShape: { BaseShape: 'IdOnly' } })).resolves.toMatchObject({
    ResponseMessages: { SyncFolderHierarchyResponseMessage: { ResponseCode: 'NoError' } },
  })
  await expect(client.run('ResolveNames', { UnresolvedEntry: 'bob' })).resolves.toMatchObject({
    ResponseMessages: { ResolveNamesResponseMessage: { ResponseCode: 'NoError' } },
  })
  await expect(readdir(temp)).resolves.toEqual(expect.arrayContaining(['messages.xsd', 'services.wsdl', 'types.xsd']))
})
