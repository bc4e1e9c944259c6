import { rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openRendererRoot, readRendererFile } from '../../../electron/api/renderer-files.ts'
import { makeRenderer } from '../loopback/loopback-fixture.ts'

const nonce = 'AAAAAAAAAAAAAAAAAAAAAA=='

test('a directory without index.html, or none, is refused', async () => {
  const directory = await makeRenderer()
  await rm(join(directory, 'index.html'))
  await expect(openRendererRoot(directory)).rejects.toThrow('The renderer is not built')
  await expect(openRendererRoot(join(directory, 'nowhere'))).rejects.toThrow()
})

test('links, later files and unknown kinds are not there', async () => {
  const directory = await makeRenderer()
  await symlink(join(directory, '..', 'outside.html'), join(directory, 'link.html'))
  await symlink(join(directory, '..'), join(directory, 'up'))
  const root = await openRendererRoot(directory)
  await writeFile(join(directory, 'later.html'), 'later')
  expect([...root.files.keys()].toSorted()).toEqual(['/assets/main.css', '/assets/main.js', '/index.html'])
  for (const path of ['/link.html', '/up/outside.html', '/later.html', '/assets/notes.map']) {
    expect(await readRendererFile(root, path, nonce)).toBeUndefined()
  }
})

test('any other path than those that were listed is not there', async () => {
  const root = await openRendererRoot(await makeRenderer())
  const parts = fc.constantFrom('..', '.', '', '/', '\\', '%2e', '%2f', 'assets', 'main.js', 'index.html', '\0', 'etc')
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.array(parts).map((all) => `/${all.join('/')}`),
      ),
      async (path) => {
        fc.pre(path !== '/' && !root.files.has(path))
        expect(await readRendererFile(root, path, nonce)).toBeUndefined()
      },
    ),
  )
})

test('the page gets the nonce as it is, and files stay as they are', async () => {
  const root = await openRendererRoot(await makeRenderer())
  // `$&` would mean something in a replacement text.
  const page = await readRendererFile(root, '/', '$&AAAAAAAA')
  expect(page?.body.toString()).toContain('nonce="$&AAAAAAAA"')
  expect(page).toMatchObject({ contentType: 'text/html; charset=utf-8', cacheControl: 'no-store' })
  expect(await readRendererFile(root, '/assets/main.css', nonce)).toMatchObject({
    body: Buffer.from('main {}\n'),
    contentType: 'text/css; charset=utf-8',
    cacheControl: 'private, max-age=3600',
  })
})
