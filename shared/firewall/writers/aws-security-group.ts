import { t } from '../../language/translate.ts'
import {
  awsLimits,
  type Permission,
  permissionNotes,
  permissionsOf,
  securityGroupOf,
  securityGroupWarnings,
  withoutPrefixList,
} from '../aws-permissions.ts'
import { defineWriter, type PlatformOptions } from '../writer.ts'

const PLACEHOLDER = 'sg-PUT-THE-ID-HERE'

export default defineWriter({
  meta: {
    id: 'aws-security-group',
    name: 'AWS security group (JSON for the AWS CLI)',
    extension: 'json',
    limits: awsLimits,
    carries: { four: true, six: true, names: false, deny: false, log: false, disabled: 'left-out' },
    side: 'internal',
    options: { list: { label: t`Id of the security group`, usual: PLACEHOLDER } },
    basedOn: [
      'The model of Amazon EC2 that comes with the AWS CLI (AuthorizeSecurityGroupIngress, RevokeSecurityGroupIngress, IpRange) and the documentation of VPC quotas (60 rules, for each family). A test has aws read generated documents where it is installed (seen with 1.45), without sending them.',
      withoutPrefixList,
      'Nobody has sent one to AWS for us: the error of an entry that is there already (InvalidPermission.Duplicate) and how many entries one call takes are not confirmed.',
    ],
    warnings: [
      ...securityGroupWarnings,
      t`There is one entry for a protocol, a port and a prefix. Where one of these is in the group already, AWS refuses the whole document: take the entry out of it, and out of the rollback.`,
    ],
  },
  write(rules, options) {
    const { group, notes } = securityGroupOf(options)
    const permissions = [...permissionsOf(rules).values()]
    const document = documentOf(options, permissions)
    return {
      apply: fileText(document),
      rollback: fileText(withoutDescriptions(document)),
      notes: [
        ...notes,
        ...groupNote(group),
        ...(permissions.length === 0
          ? [t`There is nothing to let in, and AWS refuses a document without an entry.`]
          : []),
        t`It is added by aws ec2 authorize-security-group-ingress --cli-input-json file://FILE, and the rollback takes it away by aws ec2 revoke-security-group-ingress --cli-input-json file://FILE. With --dry-run AWS says only whether you may.`,
        ...permissionNotes(
          rules,
          permissions.map(({ cidr }) => cidr),
        ),
      ],
    }
  },
  writeBetween({ before, after }, options) {
    const { group, notes } = securityGroupOf(options)
    const [had, has] = [permissionsOf(before), permissionsOf(after)]
    const added = [...has].flatMap(([key, entry]) => (had.has(key) ? [] : [entry]))
    const removed = [...had].flatMap(([key, entry]) => (has.has(key) ? [] : [entry]))
    return {
      apply: changeText(options, added, removed),
      rollback: changeText(options, removed, added),
      notes: [
        ...notes,
        ...groupNote(group),
        t`It holds a document for each of two calls, in bash or AWS CloudShell: first aws ec2 authorize-security-group-ingress --cli-input-json "$(jq .authorize FILE)", so that nobody is shut out, for which the group needs room for both, then aws ec2 revoke-security-group-ingress --cli-input-json "$(jq .revoke FILE)". One that is not there has nothing to do.`,
        ...permissionNotes(
          after,
          [...has.values()].map(({ cidr }) => cidr),
        ),
      ],
    }
  },
})

function groupNote(group: string | undefined): string[] {
  return group === undefined
    ? [t`Put the id of the security group where ${PLACEHOLDER} stands, in the rollback as well.`]
    : []
}

type Document = { GroupId: string; IpPermissions: IpPermission[] }
type IpPermission = {
  IpProtocol: string
  FromPort: number
  ToPort: number
  IpRanges?: { CidrIp: string; Description?: string }[]
  Ipv6Ranges?: { CidrIpv6: string; Description?: string }[]
}

function documentOf(options: PlatformOptions, permissions: readonly Permission[]): Document {
  const ends = Map.groupBy(permissions, ({ protocol, port }) => `${protocol} ${port}`)
  return {
    GroupId: securityGroupOf(options).group ?? PLACEHOLDER,
    IpPermissions: [...ends.values()].flatMap((entries) => {
      const [first] = entries
      if (!first) return []
      const [six, four] = [entries.filter(isSix), entries.filter((entry) => !isSix(entry))]
      return [
        {
          ...{ IpProtocol: first.protocol, FromPort: first.port, ToPort: first.port },
          ...(four.length > 0 && {
            IpRanges: four.map(({ cidr, description }) => ({ CidrIp: cidr, Description: description })),
          }),
          ...(six.length > 0 && {
            Ipv6Ranges: six.map(({ cidr, description }) => ({ CidrIpv6: cidr, Description: description })),
          }),
        },
      ]
    }),
  }
}

function isSix({ cidr }: Permission): boolean {
  return cidr.includes(':')
}

/** AWS finds an entry without its description, which somebody may have changed since. */
function withoutDescriptions({ GroupId, IpPermissions }: Document): Document {
  return {
    GroupId,
    IpPermissions: IpPermissions.map(({ IpRanges, Ipv6Ranges, ...end }) => ({
      ...end,
      ...(IpRanges && { IpRanges: IpRanges.map(({ CidrIp }) => ({ CidrIp })) }),
      ...(Ipv6Ranges && { Ipv6Ranges: Ipv6Ranges.map(({ CidrIpv6 }) => ({ CidrIpv6 })) }),
    })),
  }
}

function changeText(options: PlatformOptions, added: readonly Permission[], removed: readonly Permission[]): string {
  return fileText({
    ...(added.length > 0 && { authorize: documentOf(options, added) }),
    ...(removed.length > 0 && { revoke: withoutDescriptions(documentOf(options, removed)) }),
  })
}

function fileText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`
}
