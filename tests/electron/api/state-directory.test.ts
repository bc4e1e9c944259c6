import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stateDirectory } from '../../../electron/api/state-directory.ts'

test.each<[what: string, environment: Record<string, string>, platform: NodeJS.Platform, directory: string]>([
  ['the directory that is named', { XDG_STATE_HOME: '/srv/state' }, 'linux', '/srv/state/postern'],
  ['the usual one', {}, 'linux', join(homedir(), '.local/state/postern')],
  [
    'the usual one, when the name is not absolute',
    { XDG_STATE_HOME: 'state' },
    'linux',
    join(homedir(), '.local/state/postern'),
  ],
  ['the usual one, when the name is empty', { XDG_STATE_HOME: '' }, 'darwin', join(homedir(), '.local/state/postern')],
  ['that of Windows', { LOCALAPPDATA: '/local' }, 'win32', '/local/Postern'],
  ['that of Windows, when it is not named', {}, 'win32', join(homedir(), 'AppData/Local/Postern')],
])('%s', (_what, environment, platform, directory) => {
  expect(stateDirectory(environment, platform)).toBe(directory)
})
