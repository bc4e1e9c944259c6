import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  entry: [
    'build/*.{ts,mjs}',
    'electron/shell/{main,preload}.ts',
    'electron/cli/main.ts',
    'lab/main.ts',
    'renderer/app/main.ts',
    'tests/**/*.test.{ts,tsx}',
    // Started by path: by scripts of package.json and by each other, and by Node's --import.
    'tests/bench/{bench,desk-host,farm,hold-desk,sweep-memory}.ts',
    'tests/fixtures/record-runs.ts',
    'tests/fuzz/fuzz.ts',
    'tests/fixtures/record-runs.ts',
    'tests/pairs/{pairs,pairs-part}.ts',
    'tests/e2e/electron-double/register.ts',
    'tests/electron/engine/run/short-of-files.ts',
    'tests/electron/engine/store/store-program.ts',
    'tests/interop/firewall/packets/network-program.ts',
    'tests/interop/peers/vault-process.ts',
  ],
  project: ['{build,electron,lab,renderer,shared,tests}/**/*.{ts,tsx,mjs}'],
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Run by path from build/test.ts; and the peers, which are required by name where they may fail to load, and what builds one.
  ignoreDependencies: ['dependency-cruiser', 'httpntlm', 'node-api-headers', 'node-ews', 'ntlm-client'],
  ignoreBinaries: ['jq', 'mkfifo', 'nmap', 'php', 'pwsh', 'squid', 'terraform', 'testssl', 'unshare', 'xmllint'],
}

export default config
