import { t } from '../../language/translate.ts'
import { type Block, type BlockLines, blocksOf, ipSecurityFile } from '../ip-security.ts'
import type { ResolvedRule } from '../resolved-rule.ts'
import { unloggedNote } from '../unlogged-note.ts'
import { defineWriter, type PlatformOptions } from '../writer.ts'

const USUAL_SITE = 'Default Web Site'
/** The server's own look at itself; without it Exchange finds its own directories down. */
const ITSELF = '127.0.0.1/32'

const APPLY = [
  'STOP. With allowUnlisted="false" ONLY the addresses listed below get an answer at these paths.',
  'Outlook, phones, Teams, other mail programs, other Exchange servers and monitoring are CUT OFF with 403, also inside.',
  'As it stands here, allowUnlisted is "true" and nobody is refused. Set it to "false" by hand, a path at a time,',
  'only where nobody but the vendor may use the path. Better close the way in at the firewall.',
  'Needs the role service IP and Domain Restrictions. IPv4 only: whoever comes by IPv6 is not listed.',
  'Behind a proxy or a balancer that shows its own address, everybody comes from that one: see enableProxyMode (IIS 8).',
  'Goes into applicationHost.config, where the section is locked for web.config. Keep a copy of the file.',
]
const ROLLBACK = [
  'First set allowUnlisted to "true" in each block of these paths. Then take the blocks out,',
  'or, where somebody has put in lines of their own, put the lines below at the end of their list.',
]
const CHANGE = [
  'Put the lines of each block at the end of the list that stands there, and leave its allowUnlisted as it is.',
  'Where it is "false", whoever is removed is refused from then on.',
]

export default defineWriter({
  meta: {
    id: 'iis-ip-security',
    name: 'IIS IP and Domain Restrictions (ipSecurity)',
    extension: 'xml',
    limits: {},
    carries: { four: true, six: false, names: false, deny: false, log: false, disabled: 'left-out' },
    side: 'internal',
    options: { list: { label: t`Site of IIS`, usual: USUAL_SITE } },
    basedOn: [
      'Microsoft’s reference of ipSecurity (IPv4 addresses and masks, allowUnlisted, its list in order, 127.0.0.1 to be listed, enableProxyMode since IIS 8) and of its WMI provider.',
      'Not confirmed by anybody on an Exchange server: that lines put at the end of a list, remove before add, change it as meant; and what an update of Exchange does to the blocks.',
    ],
    warnings: [
      t`This CUTS OFF OUTLOOK AND EVERYBODY ELSE at the paths that it names, as soon as allowUnlisted is set to false: phones, Teams, other mail programs, other Exchange servers and monitoring get 403, also inside. The file says true, so that merging it refuses nobody; change it a path at a time, and only where nobody but the vendor may use the path. Better close the way in at the firewall.`,
      t`A list of IIS knows no port, no address of its own and no IPv6: whoever comes by IPv6 is not listed. Each block belongs on the server of the host that its comment names; where two hosts are one server, its lists go into one block.`,
      t`Behind a reverse proxy or a balancer IIS sees that one's address. With enableProxyMode it looks at X-Forwarded-For, which anybody can send unless the proxy writes it anew.`,
      t`The role service IP and Domain Restrictions has to be installed, and the section is locked: the blocks go into applicationHost.config. Look after each update of Exchange whether they still stand.`,
    ],
  },
  write(rules, options) {
    const { blocks, without } = blocksOf(rules)
    const site = siteOf(options)
    return {
      apply: ipSecurityFile(
        site,
        APPLY,
        blocks.map((block) => lines(block, [], [ITSELF, ...senders(block)])),
      ),
      rollback: ipSecurityFile(
        site,
        ROLLBACK,
        blocks.map((block) => lines(block, [ITSELF, ...senders(block)], [])),
      ),
      notes: notesOf(without, rules),
    }
  },
  writeBetween({ before, after }, options) {
    const [had, has] = [blocksOf(before).blocks, blocksOf(after)]
    const keyOf = ({ host, path }: Block) => `${host} ${path.toLowerCase()}`
    const [old, now] = [
      new Map(had.map((each) => [keyOf(each), each])),
      new Map(has.blocks.map((each) => [keyOf(each), each])),
    ]
    const file = (from: typeof old, to: typeof now) =>
      ipSecurityFile(
        siteOf(options),
        CHANGE,
        [...new Set([...from.keys(), ...to.keys()])].flatMap((key) => difference(from.get(key), to.get(key))),
      )
    return { apply: file(old, now), rollback: file(now, old), notes: notesOf(has.without, after) }
  },
})

function siteOf({ list = '' }: PlatformOptions): string {
  return list.trim() || USUAL_SITE
}

function senders({ entries }: Block): readonly string[] {
  return [...entries.keys()].filter((member) => member !== ITSELF)
}

function lines(block: Block, out: readonly string[], into: readonly string[]): BlockLines {
  return { ...block, out, into }
}

/** A block that is new or gone is written with the server's own address, one that stays without. */
function difference(from: Block | undefined, to: Block | undefined): BlockLines[] {
  const [old, now] = [from ? [ITSELF, ...senders(from)] : [], to ? [ITSELF, ...senders(to)] : []]
  const [had, has] = [new Set(old), new Set(now)]
  const [out, into] = [old.filter((each) => !has.has(each)), now.filter((each) => !had.has(each))]
  const block = to ?? from
  return block && out.length + into.length > 0 ? [lines(block, out, into)] : []
}

function notesOf(without: readonly string[], rules: readonly ResolvedRule[]): string[] {
  return [
    ...(without.length === 0
      ? []
      : [
          t`Not written, since a list of IIS stands at a path below the site and for TCP alone: what of these services has none: ${without.join(', ')}.`,
        ]),
    ...unloggedNote(rules, t`IIS writes a line for each request, with 403 for whom it refuses.`),
  ]
}
