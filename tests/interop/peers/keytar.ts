import { execFile } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')

/**
 * A keytar that loads: the one that is installed, where its addon could be had, or else one that is built in `folder`
 * from the package's own sources. npm's build asks hosts beyond its registry for Node's headers; this one takes them from
 * a package.
 */
export async function buildKeytar(folder: string): Promise<string> {
  const load = createRequire(import.meta.url)
  try {
    load('keytar')
    return load.resolve('keytar')
  } catch {
    // It is an optional dependency: npm has taken it away again where its addon could not be built.
  }
  const nodeHeaders = dirname(load.resolve('node-api-headers/include/node_api.h'))
  const { optionalDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const npm = ['install', '--prefix', folder, '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund']
  await run('npm', [...npm, `keytar@${optionalDependencies.keytar}`], { cwd: folder })
  const keytar = join(folder, 'node_modules/keytar')
  const release = join(keytar, 'build/Release')
  await mkdir(release, { recursive: true })
  const libsecret = (await run('pkg-config', ['--cflags', '--libs', 'libsecret-1'])).stdout.trim().split(/\s+/)
  const sources = ['async', 'main', 'keytar_posix'].map((name) => join(keytar, 'src', `${name}.cc`))
  await run('g++', [
    ...['-shared', '-fPIC', '-std=c++17', '-Wno-deprecated-declarations'],
    ...['-DNODE_GYP_MODULE_NAME=keytar', '-DBUILDING_NODE_EXTENSION', '-DNAPI_VERSION=3'],
    ...[`-I${nodeHeaders}`, `-I${join(folder, 'node_modules/node-addon-api')}`],
    ...[...sources, ...libsecret, '-o', join(release, 'keytar.node')],
  ])
  return keytar
}
