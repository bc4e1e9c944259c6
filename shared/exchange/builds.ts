/**
 * Builds of Exchange Server and how long they are looked after. Everything that ages in Postern is in this file.
 * Sources: Microsoft Learn, "Exchange Server build numbers and release dates"; Microsoft's HealthChecker (CSS-Exchange),
 * whose table of builds reaches the second edition of the September 2026 updates; Microsoft's lifecycle pages for the
 * ends of support, and the Exchange team's announcement of the extended updates (ESU) for 2016 and 2019.
 */
export const knownAsOf = '2026-10-07'

/** One update: `CU15` or `CU15 Sep26SUv2`, and the build that it makes of a server. */
export type Update = { name: string; build: string }

export type Product = {
  name: string
  /** Major and minor version: `15.2`; and the first build where two products share them. */
  version: string
  firstBuild: number
  /** The last day on which everybody gets security updates; undefined while no end is set. */
  supportedUntil: string | undefined
  /** The last day on which those get them who pay for it. */
  paidUntil?: string
  /** The newest security update, and the day on which it came out. */
  newest: { name: string; released: string }
  /** Cumulative updates, and for those that still got some in 2026 the security updates, oldest first. */
  updates: readonly Update[]
}

function updates(cumulative: string, builds: Readonly<Record<string, string>>): Update[] {
  return Object.entries(builds).map(([name, build]) => ({
    name: name === '' ? cumulative : `${cumulative} ${name}`,
    build,
  }))
}

export const products: readonly Product[] = [
  {
    name: 'Exchange Server SE',
    version: '15.2',
    firstBuild: 2562,
    supportedUntil: undefined,
    newest: { name: 'RTM Sep26SUv2', released: '2026-10-02' },
    updates: updates('RTM', {
      '': '15.2.2562.17',
      Aug25SU: '15.2.2562.20',
      Sep25HU: '15.2.2562.27',
      Oct25SU: '15.2.2562.29',
      Dec25SU: '15.2.2562.35',
      Feb26SU: '15.2.2562.37',
      May26HU: '15.2.2562.41',
      Jun26SU: '15.2.2562.43',
      Jul26SU: '15.2.2562.45',
      Aug26SU: '15.2.2562.46',
      Sep26SU: '15.2.2562.49',
      Sep26SUv2: '15.2.2562.53',
    }),
  },
  {
    name: 'Exchange Server 2019',
    version: '15.2',
    firstBuild: 0,
    supportedUntil: '2025-10-14',
    paidUntil: '2026-10-31',
    newest: { name: 'CU15 Sep26SUv2', released: '2026-10-02' },
    updates: [
      { name: 'RTM', build: '15.2.221.12' },
      { name: 'CU1', build: '15.2.330.5' },
      { name: 'CU2', build: '15.2.397.3' },
      { name: 'CU3', build: '15.2.464.5' },
      { name: 'CU4', build: '15.2.529.5' },
      { name: 'CU5', build: '15.2.595.3' },
      { name: 'CU6', build: '15.2.659.4' },
      { name: 'CU7', build: '15.2.721.2' },
      { name: 'CU8', build: '15.2.792.3' },
      { name: 'CU9', build: '15.2.858.5' },
      { name: 'CU10', build: '15.2.922.7' },
      { name: 'CU11', build: '15.2.986.5' },
      { name: 'CU12', build: '15.2.1118.7' },
      { name: 'CU13', build: '15.2.1258.12' },
      ...updates('CU14', {
        '': '15.2.1544.4',
        Mar24SU: '15.2.1544.9',
        Nov24SUv2: '15.2.1544.14',
        May25HU: '15.2.1544.27',
        Aug25SU: '15.2.1544.33',
        Oct25SU: '15.2.1544.36',
        Dec25SU: '15.2.1544.37',
        Feb26SU: '15.2.1544.39',
        Jun26SU: '15.2.1544.41',
        Jul26SU: '15.2.1544.43',
        Aug26SU: '15.2.1544.44',
        Sep26SU: '15.2.1544.46',
        Sep26SUv2: '15.2.1544.48',
      }),
      ...updates('CU15', {
        '': '15.2.1748.10',
        Apr25HU: '15.2.1748.24',
        May25HU: '15.2.1748.26',
        Aug25SU: '15.2.1748.36',
        Sep25HU: '15.2.1748.37',
        Oct25SU: '15.2.1748.39',
        Dec25SU: '15.2.1748.42',
        Feb26SU: '15.2.1748.43',
        Jun26SU: '15.2.1748.46',
        Jul26SU: '15.2.1748.48',
        Aug26SU: '15.2.1748.49',
        Sep26SU: '15.2.1748.51',
        Sep26SUv2: '15.2.1748.53',
      }),
    ],
  },
  {
    name: 'Exchange Server 2016',
    version: '15.1',
    firstBuild: 0,
    supportedUntil: '2025-10-14',
    paidUntil: '2026-10-31',
    newest: { name: 'CU23 Sep26SUv2', released: '2026-10-02' },
    updates: [
      { name: 'RTM', build: '15.1.225.42' },
      { name: 'CU1', build: '15.1.396.30' },
      { name: 'CU2', build: '15.1.466.34' },
      { name: 'CU3', build: '15.1.544.27' },
      { name: 'CU4', build: '15.1.669.32' },
      { name: 'CU5', build: '15.1.845.34' },
      { name: 'CU6', build: '15.1.1034.26' },
      { name: 'CU7', build: '15.1.1261.35' },
      { name: 'CU8', build: '15.1.1415.2' },
      { name: 'CU9', build: '15.1.1466.3' },
      { name: 'CU10', build: '15.1.1531.3' },
      { name: 'CU11', build: '15.1.1591.10' },
      { name: 'CU12', build: '15.1.1713.5' },
      { name: 'CU13', build: '15.1.1779.2' },
      { name: 'CU14', build: '15.1.1847.3' },
      { name: 'CU15', build: '15.1.1913.5' },
      { name: 'CU16', build: '15.1.1979.3' },
      { name: 'CU17', build: '15.1.2044.4' },
      { name: 'CU18', build: '15.1.2106.2' },
      { name: 'CU19', build: '15.1.2176.2' },
      { name: 'CU20', build: '15.1.2242.4' },
      { name: 'CU21', build: '15.1.2308.8' },
      { name: 'CU22', build: '15.1.2375.7' },
      ...updates('CU23', {
        '': '15.1.2507.6',
        Aug22SU: '15.1.2507.12',
        Mar23SU: '15.1.2507.23',
        Nov23SU: '15.1.2507.35',
        Mar24SU: '15.1.2507.37',
        Apr24HU: '15.1.2507.39',
        Nov24SUv2: '15.1.2507.44',
        May25HU: '15.1.2507.57',
        Aug25SU: '15.1.2507.58',
        Oct25SU: '15.1.2507.61',
        Dec25SU: '15.1.2507.63',
        Feb26SU: '15.1.2507.66',
        Jun26SU: '15.1.2507.69',
        Jul26SU: '15.1.2507.71',
        Aug26SU: '15.1.2507.72',
        Sep26SU: '15.1.2507.73',
        Sep26SUv2: '15.1.2507.75',
      }),
    ],
  },
  {
    name: 'Exchange Server 2013',
    version: '15.0',
    firstBuild: 0,
    supportedUntil: '2023-04-11',
    newest: { name: 'CU23 Mar23SU', released: '2023-03-14' },
    updates: [
      { name: 'RTM', build: '15.0.516.32' },
      { name: 'CU1', build: '15.0.620.29' },
      { name: 'CU2', build: '15.0.712.24' },
      { name: 'CU3', build: '15.0.775.38' },
      { name: 'SP1', build: '15.0.847.32' },
      { name: 'CU5', build: '15.0.913.22' },
      { name: 'CU6', build: '15.0.995.29' },
      { name: 'CU7', build: '15.0.1044.25' },
      { name: 'CU8', build: '15.0.1076.9' },
      { name: 'CU9', build: '15.0.1104.5' },
      { name: 'CU10', build: '15.0.1130.7' },
      { name: 'CU11', build: '15.0.1156.6' },
      { name: 'CU12', build: '15.0.1178.4' },
      { name: 'CU13', build: '15.0.1210.3' },
      { name: 'CU14', build: '15.0.1236.3' },
      { name: 'CU15', build: '15.0.1263.5' },
      { name: 'CU16', build: '15.0.1293.2' },
      { name: 'CU17', build: '15.0.1320.4' },
      { name: 'CU18', build: '15.0.1347.2' },
      { name: 'CU19', build: '15.0.1365.1' },
      { name: 'CU20', build: '15.0.1367.3' },
      { name: 'CU21', build: '15.0.1395.4' },
      { name: 'CU22', build: '15.0.1473.3' },
      { name: 'CU23', build: '15.0.1497.2' },
      { name: 'CU23 Mar23SU', build: '15.0.1497.48' },
    ],
  },
  {
    name: 'Exchange Server 2010',
    version: '14',
    firstBuild: 0,
    supportedUntil: '2020-10-13',
    newest: { name: 'SP3 RU32', released: '2021-03-02' },
    updates: [
      { name: 'RTM', build: '14.0.639.21' },
      { name: 'SP1', build: '14.1.218.15' },
      { name: 'SP2', build: '14.2.247.5' },
      { name: 'SP3', build: '14.3.123.4' },
      { name: 'SP3 RU32', build: '14.3.513.0' },
    ],
  },
]

/** Windows Server by the version that it states in NTLM (MS-NLMP 2.2.2.10). */
export const windowsNames: Readonly<Record<string, string>> = {
  '6.1.7601': 'Windows Server 2008 R2',
  '6.2.9200': 'Windows Server 2012',
  '6.3.9600': 'Windows Server 2012 R2',
  '10.0.14393': 'Windows Server 2016',
  '10.0.17763': 'Windows Server 2019',
  '10.0.20348': 'Windows Server 2022',
  '10.0.26100': 'Windows Server 2025',
}
