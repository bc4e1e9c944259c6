import fc from 'fast-check'
import type { Configuration, EwsAccess } from '../../../shared/management/configuration.ts'
import type { RemedySubject } from '../../../shared/remedies/remedy.ts'

const people = ['alice', 'bob', "o'brien", 'svc-sync'] as const

/** Read, blank, or not read at all. */
function told<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> {
  return fc.oneof({ weight: 4, arbitrary: value }, fc.constant(null), fc.constant(undefined))
}

const entry = fc.oneof(
  fc.constantFrom('Vendor/*', 'vendor/1.2', 'Vendor/1.2', 'OWA/*', '*', '*Sync*', 'Other/1.0', "It's/*", '‘Quoted’'),
  fc.string({ minLength: 1, maxLength: 6 }).filter((text) => text.trim() === text),
)
const entries = fc.option(fc.uniqueArray(entry, { maxLength: 4, selector: (each) => each.toLowerCase() }), {
  nil: undefined,
})

const access: fc.Arbitrary<EwsAccess> = fc.record({
  ewsEnabled: told(fc.boolean()),
  ewsApplicationAccessPolicy: told(fc.constantFrom('EnforceAllowList' as const, 'EnforceBlockList' as const)),
  ewsAllowList: entries,
  ewsBlockList: entries,
})

const address = told(
  fc.constantFrom(
    'https://mail.contoso.test/EWS/Exchange.asmx',
    'https://eu.contoso.test/EWS/Exchange.asmx',
    'https://exch01.contoso.local/EWS/Exchange.asmx',
    'http://mail.contoso.test/EWS/Exchange.asmx',
    'no address',
  ),
)

const directories = fc.uniqueArray(fc.constantFrom('EXCH01', 'EXCH02', 'EXCH03'), { maxLength: 3 }).chain((servers) =>
  fc.tuple(
    ...servers.map((server) =>
      fc.record({
        identity: fc.constant(`${server}\\EWS (Default Web Site)`),
        server: fc.constant(server),
        internalUrl: address,
        externalUrl: address,
        windowsAuthentication: told(fc.boolean()),
        basicAuthentication: told(fc.boolean()),
        extendedProtectionTokenChecking: told(fc.constantFrom('None' as const, 'Allow' as const, 'Require' as const)),
        extendedProtectionFlags: fc.option(
          fc.uniqueArray(fc.constantFrom('None', 'Proxy', 'ProxyCoHosting', 'AllowDotlessSPN'), { maxLength: 2 }),
          { nil: undefined },
        ),
      }),
    ),
  ),
)

const mailboxes = fc.uniqueArray(fc.constantFrom(...people), { maxLength: 4 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      access.map((settings) => ({
        identity: `contoso.test/Users/${name}`,
        primarySmtpAddress: `${name}@contoso.test`,
        samAccountName: name,
        ...settings,
      })),
    ),
  ),
)

const limit = told(fc.oneof(fc.nat(20_000), fc.constant('Unlimited' as const)))
const limits = {
  ewsMaxConcurrency: limit,
  ewsMaxSubscriptions: limit,
  ewsMaxBurst: limit,
  ewsRechargeRate: limit,
  ewsCutoffBalance: limit,
}
const policyNames = ['Sync', 'Postern EWS svc-sync', 'Postern EWS svc-sync 2'] as const
const policies = fc
  .tuple(fc.record(limits), fc.uniqueArray(fc.constantFrom(...policyNames), { maxLength: 3 }))
  .chain(([global, names]) =>
    fc.tuple(...names.map(() => fc.record(limits))).map((own) => [
      { identity: 'Global', name: 'Global', throttlingPolicyScope: 'Global' as const, ...global },
      ...own.map((each, at) => ({
        identity: names[at] ?? '',
        name: names[at] ?? '',
        throttlingPolicyScope: 'Regular' as const,
        ...each,
      })),
    ]),
  )

const scopeNames = ['All of Sales', 'Postern EWS svc-sync'] as const
const scopes = fc
  .uniqueArray(fc.constantFrom(...scopeNames), { maxLength: 2 })
  .map((names) => names.map((name) => ({ name, recipientFilter: "PrimarySmtpAddress -eq 'alice@contoso.test'" })))

/** A configuration as some source may tell it, whole or in part. */
export const anyConfiguration: fc.Arbitrary<Configuration> = fc
  .record(
    {
      organizationConfig: access,
      casMailboxes: mailboxes,
      webServicesVirtualDirectories: directories,
      throttlingPolicies: policies,
      managementScopes: scopes,
    },
    { requiredKeys: [] },
  )
  .chain((configuration) =>
    fc
      .record(
        {
          throttlingPolicyAssociations: fc
            .tuple(
              ...people.map(() => told(fc.constantFrom(...(configuration.throttlingPolicies ?? []).map(nameOf), null))),
            )
            .map((ids) =>
              people.map((name, at) => ({
                identity: `contoso.test/Users/${name}`,
                name,
                throttlingPolicyId: ids[at],
              })),
            ),
          managementRoleAssignments: fc
            .uniqueArray(fc.constantFrom('Impersonation', 'Postern EWS svc-sync'), { maxLength: 2 })
            .chain((names) =>
              fc.tuple(
                ...names.map((name) =>
                  fc.record({
                    name: fc.constant(name),
                    role: fc.constant('ApplicationImpersonation'),
                    roleAssigneeName: fc.constantFrom('svc-sync', 'alice'),
                    enabled: fc.boolean(),
                    recipientWriteScope: fc.constant('Organization'),
                    customRecipientWriteScope: fc.constantFrom(
                      null,
                      ...(configuration.managementScopes ?? []).map((scope) => scope.name),
                    ),
                  }),
                ),
              ),
            ),
        },
        { requiredKeys: [] },
      )
      .map((rest) => present({ ...configuration, ...rest })),
  )

function nameOf({ name }: { name: string }): string {
  return name
}

/** Without the properties that stand as undefined: what was not read is absent. */
function present(configuration: Configuration): Configuration {
  return JSON.parse(JSON.stringify(configuration)) as Configuration
}

/** Who is to be let in. */
export const anySubject: fc.Arbitrary<RemedySubject> = fc.record({
  userAgent: fc.oneof(
    fc.constantFrom('Vendor/1.2', 'python-EAS-Client 1.0', 'Mozilla/5.0', 'Vendor Sync v2.0.1', "It's/3"),
    fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !text.includes('*')),
  ),
  account: fc.constantFrom(undefined, 'CONTOSO\\svc-sync', 'svc-sync@contoso.test', 'svc-sync'),
  impersonates: fc.boolean(),
  mailboxes: fc.uniqueArray(fc.constantFrom(...people.map((name) => `${name}@contoso.test`), 'Nobody@contoso.test'), {
    maxLength: 5,
  }),
  url: fc.constantFrom(undefined, 'https://mail.contoso.test/EWS/Exchange.asmx', 'http://mail.contoso.test/'),
  basic: fc.constantFrom(undefined, true, false),
})
