// Who may know whom. docs/architecture.md says why; this file holds it.

/** A room may import itself and the rooms that are named; everything else of ours is forbidden to it. */
function room(name, path, mayImport) {
  const allowed = [path, ...mayImport].join('|')
  return {
    name: `${name}-knows-only-its-own`,
    severity: 'error',
    from: { path: `^(${path})` },
    to: { path: '^(electron|renderer|shared|lab|build|tests)/', pathNot: `^(${allowed})` },
  }
}

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^electron$' } },
    room('shared', 'shared/', []),
    room('renderer', 'renderer/', ['shared/']),
    room('wire', 'electron/engine/wire/', ['shared/']),
    room('gather', 'electron/engine/gather/', [
      'electron/engine/wire/',
      'electron/engine/run/(connection-limit|sign-in-budget)\\.ts',
      'shared/',
    ]),
    room('sources', 'electron/engine/sources/', [
      'electron/engine/wire/',
      'electron/engine/gather/look-up\\.ts',
      'shared/',
    ]),
    room('store', 'electron/engine/store/', ['electron/engine/run/sign-in-holder\\.ts', 'shared/']),
    room('engine', 'electron/engine/', ['shared/']),
    room('api', 'electron/api/', ['electron/engine/', 'shared/']),
    room('shell', 'electron/shell/', [
      'electron/api/',
      'electron/engine/run/run-readiness\\.ts',
      'electron/loopback/metrics-server\\.ts',
      'shared/',
    ]),
    room('loopback', 'electron/loopback/', ['electron/api/', 'shared/']),
    room('cli', 'electron/cli/', [
      'electron/api/',
      'electron/loopback/',
      'electron/engine/run/(run-readiness|sweep-servers)\\.ts',
      'shared/',
    ]),
    room('lab', 'lab/', []),
    room('build', 'build/', ['electron/cli/', 'shared/']),
    {
      name: 'only-the-shell-imports-electron',
      severity: 'error',
      from: { pathNot: '^(electron/shell|tests)/' },
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    },
    {
      name: 'shared-and-renderer-know-no-node',
      severity: 'error',
      from: { path: '^(shared|renderer)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'checks-do-no-io',
      severity: 'error',
      from: { path: '^shared/checks/' },
      to: { pathNot: '^shared/|node_modules/zod/' },
    },
    {
      name: 'nothing-imports-tests-or-the-lab',
      severity: 'error',
      from: { pathNot: '^(tests|lab)/' },
      to: { path: '^(tests|lab)/' },
    },
    {
      name: 'sources-use-no-development-packages',
      severity: 'error',
      from: { path: '^(electron|shared)/', pathNot: '^electron/shell/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
