import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  entry: [
    'build/*.{ts,mjs}',
    'electron/shell/{main,preload}.ts',
    'electron/cli/main.ts',
    'lab/main.ts',
    'renderer/app/main.tsx',
    'tests/**/*.test.{ts,tsx}',
    // Started by path: by `npm run bench` and `npm run fuzz`, and by Node's --import.
    'tests/bench/bench.ts',
    'tests/fuzz/fuzz.ts',
    'tests/e2e/electron-double/register.ts',
  ],
  project: ['{build,electron,lab,renderer,shared,tests}/**/*.{ts,tsx,mjs}'],
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Run by path from build/test.ts; and the peers, which are required by name where they may fail to load.
  ignoreDependencies: ['@biomejs/biome', 'dependency-cruiser', 'httpntlm', 'node-ews', 'ntlm-client'],
  ignoreBinaries: ['mkfifo'],
}

export default config
