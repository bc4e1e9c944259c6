import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOrganisationFile as readByPostern } from '../../../electron/api/organisation-file.ts'
import {
  organisationFileName,
  organisationFileText,
  readOrganisationFile,
} from '../../../renderer/store/organisation-file.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'

const full: Organisation = {
  format: 1,
  name: 'Contoso “Süd” \\ GmbH',
  domain: 'contoso.test',
  mailbox: 'probe@contoso.test',
  account: { username: 'CONTOSO\\probe', password: { environment: 'CONTOSO_PASSWORD' } },
  ews: { url: 'https://mail.contoso.test/EWS/Exchange.asmx' },
  activeSync: { url: 'https://mail.contoso.test/Microsoft-Server-ActiveSync', wanted: true, leaveNoTrace: true },
  resolvers: ['127.0.0.1:5353', '[::1]:53'],
  httpsPort: 8443,
  trust: { pinned: ['ab'.repeat(32)] },
}

describe('An organisation file', () => {
  it.each([
    ['{', 'a.json is not JSON; accepted is an organisation file as “postern probe --org” reads it.'],
    ['{"run": {}, "findings": []}', 'a.json is a run, and no organisation; the desk of runs takes it.'],
    ['[]', /^In a\.json, the file is not accepted: /],
    [
      JSON.stringify({ ...full, format: 2 }),
      'In a.json, “format” is not a format that this Postern reads; accepted is 1.',
    ],
    [
      JSON.stringify({ ...full, ews: { url: 'ftp://x' } }),
      /^In a\.json, “ews\.url” is not accepted; accepted is an https/,
    ],
    [JSON.stringify({ ...full, password: 'x' }), /^In a\.json, the file is not accepted: Unrecognized key: "password"/],
  ])('with %s is refused in one sentence', (text, sentence) => {
    const result = readOrganisationFile('a.json', text)
    expect('error' in result ? result.error : result).toEqual(
      sentence instanceof RegExp ? expect.stringMatching(sentence) : sentence,
    )
  })

  it('is read', () => {
    expect(readOrganisationFile('a.json', JSON.stringify(full))).toEqual({ organisation: full })
  })

  it.each([full, { ...full, domain: 'müller.example', mailbox: 'a@müller.example', account: undefined }])(
    'that is written is read by the window and by postern probe as it was: %#',
    async ({ account, ...rest }) => {
      const organisation: Organisation = { ...rest, ...(account && { account }) }
      const text = organisationFileText(organisation)
      expect(readOrganisationFile('a.json', text)).toEqual({ organisation })
      const directory = await mkdtemp(join(tmpdir(), 'postern-'))
      try {
        const path = join(directory, organisationFileName(organisation))
        await writeFile(path, text)
        expect(await readByPostern(path)).toEqual({ organisation })
      } finally {
        await rm(directory, { recursive: true })
      }
      expect(organisationFileText(organisation)).toBe(text)
    },
  )

  it('cannot be written with a password in it', () => {
    const withPassword = { ...full, account: { username: 'x', password: 'hunter2' } } as unknown as Organisation
    expect(() => organisationFileText(withPassword)).toThrow()
    const beside = { ...full, password: 'hunter2' } as unknown as Organisation
    expect(() => organisationFileText(beside)).toThrow()
  })

  it.each([
    ['contoso.com', 'contoso-com.json'],
    ['Müller.example', 'müller-example.json'],
  ])('of %s is called %s', (domain, name) => {
    expect(organisationFileName({ domain })).toBe(name)
  })
})
