import { closed, keyed, noExpression, prefix4, prefix6 } from './closed.ts'

/** What AWS documents of the entries of a security group, as far as it is used, and nothing beside it. */
const characters = '^[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=;{}!$*]+$'
const description = { type: 'string', maxLength: 255, pattern: characters }
const port = { type: 'integer', minimum: 1, maximum: 65_535 }
const groupId = { type: 'string', pattern: '^sg-([0-9a-f]{8,17}|PUT-THE-ID-HERE)$' }

const ranges = (cidr: string, prefix: object, described: boolean) => ({
  ...{ type: 'array', minItems: 1, uniqueItems: true },
  items: closed({ [cidr]: prefix, ...(described && { Description: description }) }),
})
const document = (described: boolean, least: number) =>
  closed({
    GroupId: groupId,
    IpPermissions: {
      ...{ type: 'array', minItems: least },
      items: closed(
        {
          ...{ IpProtocol: { enum: ['tcp', 'udp'] }, FromPort: port, ToPort: port },
          IpRanges: ranges('CidrIp', prefix4, described),
          Ipv6Ranges: ranges('CidrIpv6', prefix6, described),
        },
        ['IpProtocol', 'FromPort', 'ToPort'],
      ),
    },
  })

export const authorizeIngress = document(true, 0)
export const revokeIngress = document(false, 0)
export const ingressChange = closed({ authorize: document(true, 1), revoke: document(false, 1) }, [])

const list = (items: object) => ({ type: 'array', minItems: 1, uniqueItems: true, items })
const entry = (family: 4 | 6) =>
  closed({
    for_each: { type: 'string', pattern: '^\\$\\{(merge\\()?\\{for prefix in .*\\}\\)?\\}$' },
    security_group_id: { const: `\${var.PSTN_security_group_id}` },
    [`cidr_ipv${family}`]: { const: `\${each.key}` },
    ...{ ip_protocol: { enum: ['tcp', 'udp'] }, from_port: port, to_port: port },
    description: { const: `\${each.value}` },
  })

export const awsTerraform = closed(
  {
    '//': { type: 'string' },
    variable: closed({
      PSTN_security_group_id: closed(
        {
          type: { const: 'string' },
          description: { type: 'string' },
          default: { type: 'string', pattern: '^sg-[0-9a-f]{8,17}$' },
        },
        ['type', 'description'],
      ),
    }),
    locals: closed({
      PSTN_rules: keyed(
        '^PSTN_R_[A-Z0-9_]+$',
        // Of twice the length: each sign may be an escape.
        closed({
          enabled: { type: 'boolean' },
          description: { type: 'string', maxLength: 510, pattern: characters, ...noExpression },
        }),
      ),
      PSTN_senders: {
        type: 'object',
        patternProperties: { '^PSTN_S4_[A-Z0-9_]+$': list(prefix4), '^PSTN_S6_[A-Z0-9_]+$': list(prefix6) },
        additionalProperties: false,
      },
    }),
    resource: closed({
      aws_vpc_security_group_ingress_rule: {
        ...{ type: 'object', minProperties: 1, additionalProperties: false },
        patternProperties: { '^PSTN_(TCP|UDP)_\\d+_IPV4$': entry(4), '^PSTN_(TCP|UDP)_\\d+_IPV6$': entry(6) },
      },
    }),
  },
  ['//', 'variable', 'locals'],
)
