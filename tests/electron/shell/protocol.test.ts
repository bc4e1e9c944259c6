import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRendererRoot, type RendererRoot } from '../../../electron/api/renderer-files.ts'
import { answerRequest, appSchemes } from '../../../electron/shell/protocol.ts'

let folder: string
let root: RendererRoot

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-renderer-'))
  await writeFile(join(folder, 'index.html'), '<meta nonce="__POSTERN_NONCE__">')
  await writeFile(join(folder, 'page.js'), 'run()')
  root = await openRendererRoot(folder)
  await writeFile(join(folder, 'late.js'), 'late()')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const nonceOf = (response: Response): string | undefined =>
  /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1]

describe('postern:// does not serve', () => {
  test.each([
    ['postern://other/', 'GET', 404],
    ['postern://app.example/', 'GET', 404],
    ['postern://app/../index.html', 'GET', 404],
    ['postern://app/%2e%2e/package.json', 'GET', 404],
    ['postern://app/%69ndex.html', 'GET', 404],
    ['postern://app//etc/passwd', 'GET', 404],
    ['postern://app/late.js', 'GET', 404],
    ['postern://app/', 'POST', 405],
    ['postern://app/page.js', 'DELETE', 405],
  ])('%s by %s', async (url, method, status) => {
    const response = await answerRequest(root, { url, method })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

describe('postern:// serves', () => {
  test.each([['postern://app'], ['postern://app/'], ['postern://app/index.html'], ['postern://app/?a=1#b']])(
    'the page at %s, with the nonce of its policy',
    async (url) => {
      const response = await answerRequest(root, { url, method: 'GET' })
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(await response.text()).toBe(`<meta nonce="${nonceOf(response)}">`)
    },
  )

  test('a new nonce with each answer', async () => {
    const ask = () => answerRequest(root, { url: 'postern://app/', method: 'GET' })
    expect(nonceOf(await ask())).not.toBe(nonceOf(await ask()))
  })

  test('the head of a file without its body', async () => {
    const response = await answerRequest(root, { url: 'postern://app/page.js', method: 'HEAD' })
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      '',
    ])
  })
})

test('the scheme has no privilege that weakens it', () => {
  expect(appSchemes).toEqual([
    {
      scheme: 'postern',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
})
