import { expect, it } from 'vitest'
import { newFolder, opened } from './store-folder.ts'
import { artifactsOf, beginningOf, contoso, smallRun } from './stored-runs.ts'

function twoPrograms() {
  const folder = newFolder()
  const window = opened(folder)
  return { window, service: opened(folder), changed: () => window.changedByOthers() }
}

it('nothing is changed by others where nobody has written, or this program alone', () => {
  const { window, changed } = twoPrograms()
  expect(changed()).toEqual([])
  window.runs.import(smallRun(1), null)
  window.settings.write('watch org-1', { on: true })
  expect(changed()).toEqual([])
})

it('a run of another is told of when it begins, ends, is removed and is gone, each once, and not for what it gathers', () => {
  const { service, changed } = twoPrograms()
  const run = smallRun(1)
  const { id } = run.run
  service.runs.begin({ ...beginningOf(run), origin: 'watch' })
  expect([changed(), changed()]).toEqual([['runs'], []])
  for (const [name, record] of artifactsOf(run)) service.runs.artifact(id, name, record)
  const [finding] = run.findings
  if (finding) service.runs.finding(id, finding)
  expect(changed()).toEqual([])
  service.runs.end(run)
  expect([changed(), changed()]).toEqual([['runs'], []])
  service.runs.remove([id])
  expect([changed(), changed()]).toEqual([['runs'], []])
  service.runs.purge()
  expect([changed(), changed()]).toEqual([['runs'], []])
})

it('a run that took the place of another is another', () => {
  const { service, changed } = twoPrograms()
  service.runs.import(smallRun(1), null)
  changed()
  service.runs.remove([smallRun(1).run.id])
  service.runs.purge()
  service.runs.import(smallRun(2), null)
  expect(changed()).toEqual(['runs'])
})

it('what another notes of a watch is told of as that, and its settings and organisations are not', () => {
  const { service, changed } = twoPrograms()
  service.settings.write('watch org-1', { on: true })
  expect([changed(), changed()]).toEqual([['watch'], []])
  service.settings.write('settings', { theme: 'dark' })
  service.organisations.put(contoso)
  expect(changed()).toEqual([])
  service.settings.write('watch org-1', { on: false })
  service.runs.import(smallRun(1), null)
  expect(changed()).toEqual(['runs', 'watch'])
})

it('the configuration that another has read is told of as that, also in the place of one of the same size', async () => {
  const { service, changed } = twoPrograms()
  const id = service.organisations.put(contoso)
  const source = { road: 'file', name: 'a.json', readAt: '', collectedAt: null, computer: null } as const
  const read = { configuration: { casMailboxes: [] }, refused: [], source }
  await service.configurations.put(id, read)
  expect([changed(), changed()]).toEqual([['configuration'], []])
  await service.configurations.put(id, read)
  expect([changed(), changed()]).toEqual([['configuration'], []])
  const denied = { cmdlet: 'Get-CASMailbox', kind: 'access-denied', message: '' } as const
  await service.configurations.put(id, { ...read, configuration: {}, refused: [denied] })
  expect([changed(), changed()]).toEqual([['configuration'], []])
  service.configurations.forget(id)
  expect(changed()).toEqual(['configuration'])
})
