import type { EwsAccess } from '../../../shared/management/configuration.ts'

/** A client of each kind: a vendor’s, and Microsoft’s own three, which have a setting each. */
export const clients = {
  vendor: 'python-EAS-Client 1.0',
  outlook: 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)',
  mac: 'MacOutlook/16.78.0.230923 (Intel Mac OS X Version 13.5)',
  entourage: 'Entourage/13.1.0.100907 (Intel Mac OS X 10.6.8)',
} as const
export type ClientKind = keyof typeof clients

const OTHERS = ['Teams/*', '*SchedulingService*']

type Lists = Required<Pick<EwsAccess, 'ewsApplicationAccessPolicy' | 'ewsAllowList' | 'ewsBlockList'>>
const lists = (
  ewsApplicationAccessPolicy: Lists['ewsApplicationAccessPolicy'],
  ewsAllowList: string[],
  ewsBlockList: string[],
): Lists => ({ ewsApplicationAccessPolicy, ewsAllowList, ewsBlockList })

/** Every kind of policy and lists that one level can hold, as it concerns one user agent. */
export const policies = {
  none: () => lists(null, [], []),
  // The cmdlet refuses lists without a policy; a policy that is taken away leaves them behind.
  'lists-without-policy': (agent) => lists(null, OTHERS, [agent]),
  'allow-list-names-it': (agent) => lists('EnforceAllowList', [...OTHERS, agent], []),
  'allow-list-names-it-in-other-case': (agent) => lists('EnforceAllowList', [agent.toUpperCase()], []),
  'allow-list-means-it': (agent) => lists('EnforceAllowList', [`${agent.slice(0, 6)}*`], []),
  'allow-list-names-others': () => lists('EnforceAllowList', OTHERS, []),
  'allow-list-is-empty': () => lists('EnforceAllowList', [], []),
  'allow-list-though-blocked': (agent) => lists('EnforceAllowList', ['*'], [agent]),
  'block-list-names-it': (agent) => lists('EnforceBlockList', [], [agent, ...OTHERS]),
  'block-list-means-it': (agent) => lists('EnforceBlockList', [], [`*${agent.slice(3, 9)}*`]),
  'block-list-names-others': () => lists('EnforceBlockList', [], OTHERS),
  'block-list-is-empty': () => lists('EnforceBlockList', [], []),
  'block-list-though-allowed': (agent) => lists('EnforceBlockList', [agent], ['*']),
} as const satisfies Record<string, (agent: string) => Lists>
export type PolicyKind = keyof typeof policies
export const policyKinds = Object.keys(policies) as PolicyKind[]

/** What one level holds of a client: the switch, the setting of Microsoft’s own client, and the policy. */
export type LevelRow = { enabled: boolean | null; own: boolean | null; policy: PolicyKind }
export type AccessRow = { organisation: LevelRow; mailbox: LevelRow; client: ClientKind; impersonates: boolean }

/** The settings of a row, as the cmdlets tell them. */
export function accessOf({ enabled, own, policy }: LevelRow, client: ClientKind): EwsAccess {
  return {
    ewsEnabled: enabled,
    // Those of the other clients are the opposite, since nobody else’s counts.
    ewsAllowOutlook: client === 'outlook' ? own : opposite(own),
    ewsAllowMacOutlook: client === 'mac' ? own : opposite(own),
    ewsAllowEntourage: client === 'entourage' ? own : opposite(own),
    ...policies[policy](clients[client]),
  }
}

function opposite(own: boolean | null): boolean {
  return own === null ? false : !own
}

export const switches = [null, true, false] as const

/** Every combination of what both levels can hold, for each client, with impersonation and without. */
export function* everyRow(): Generator<AccessRow> {
  for (const client of Object.keys(clients) as ClientKind[]) {
    const levels = [...everyLevel(client)]
    for (const organisation of levels)
      for (const mailbox of levels)
        for (const impersonates of [false, true]) yield { organisation, mailbox, client, impersonates }
  }
}

/** A vendor’s client has no setting of its own; for Microsoft’s, one list of each kind stands for those like it. */
function* everyLevel(client: ClientKind): Generator<LevelRow> {
  const isOwn = client !== 'vendor'
  const kinds = isOwn
    ? ([
        'none',
        'allow-list-means-it',
        'allow-list-names-others',
        'block-list-names-it',
        'block-list-is-empty',
      ] as const)
    : policyKinds
  for (const enabled of switches)
    for (const own of isOwn ? switches : ([null] as const)) for (const policy of kinds) yield { enabled, own, policy }
}
