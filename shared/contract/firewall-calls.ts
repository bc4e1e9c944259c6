import { z } from 'zod'
import { FirewallSource, SourceId } from '../firewall/source-list.ts'
import {
  DraftVersion,
  FirewallDraft,
  FirewallOverview,
  FlowVerdict,
  ListOffer,
  mostListCharacters,
  mostToldEntries,
  SeenNeeds,
  SheetFile,
  SheetPreview,
  SheetQuery,
  ToldDiff,
} from '../firewall/told-firewall.ts'
import { OrganisationId } from '../organisation/organisation-summary.ts'
import { call, secretCall } from './entry.ts'

const nothing = z.strictObject({})
const ofSource = z.strictObject({ sourceId: SourceId })
const version = z.int().min(1)
const offer = z.strictObject({ offerId: z.string().max(60) })

/** The calls about the firewall of the organisation that is open: lists of senders, rules and sheets. */
export const firewallCalls = {
  'firewall.overview': call(nothing, FirewallOverview),
  /** Keeps a source, in the place of the one of its id; `id` null: a new one. A secret stays only where the road is asked as before. */
  'firewall.save-source': call(
    z.strictObject({ source: FirewallSource.omit({ id: true }), id: SourceId.nullable() }),
    ofSource,
  ),
  /** Takes a source and all its versions away for good, and its secret. */
  'firewall.remove-source': call(ofSource, nothing),
  /** Takes in the secret of a source; it is sent to the address of that source alone, and never comes back. */
  'firewall.put-secret': secretCall(
    z.strictObject({ sourceId: SourceId, secret: z.string().min(1).max(4_096) }),
    nothing,
  ),
  'firewall.forget-secret': call(ofSource, nothing),
  /** Asks the address of a source for its list. 'list-not-read' with the reason where it could not be had. */
  'firewall.fetch': call(ofSource, ListOffer),
  /** Reads a list from a text: a file, or what was typed or pasted. `pointer`: where in JSON the entries are. */
  'firewall.offer-text': call(
    z.strictObject({
      sourceId: SourceId,
      text: z.string().max(mostListCharacters),
      /** The name of the file; null where it was typed. */
      name: z.string().min(1).max(400).nullable(),
      pointer: z.string().max(500).nullable(),
    }),
    ListOffer,
  ),
  /** An offer that is still held, such as one of the watch. */
  'firewall.read-offer': call(offer, ListOffer),
  /** Keeps it as the newest version. `confirmed`: the wide entries, each as it was shown. `wrongList`: though it is the wrong one. */
  'firewall.keep-offer': call(
    z.strictObject({
      offerId: z.string().max(60),
      confirmed: z.array(z.string().max(255)).max(1_000),
      wrongList: z.boolean().optional(),
    }),
    z.strictObject({ number: version }),
  ),
  'firewall.drop-offer': call(offer, nothing),
  /** The entries of a version, a page at a time. */
  'firewall.entries': call(
    z.strictObject({
      ...{ sourceId: SourceId, number: version },
      ...{ after: z.int().min(0), limit: z.int().min(1).max(mostToldEntries) },
    }),
    z.strictObject({
      entries: z.array(z.string()),
      next: z.int().nullable(),
      confirmed: z.array(z.string()).max(1_000),
    }),
  ),
  'firewall.diff': call(z.strictObject({ sourceId: SourceId, from: version, to: version }), ToldDiff),
  /**
   * `from`: the version that it was made from; where another is kept by now, it is refused with 'draft-changed'. `of`: the
   * organisation that it was put together for; where another is open by now, it is not kept.
   */
  'firewall.save-draft': call(
    z.strictObject({ draft: FirewallDraft, from: DraftVersion, of: OrganisationId.optional() }),
    z.strictObject({ draftVersion: DraftVersion }),
  ),
  /** What the newest run saw to be needed; nothing is asked of anyone for it. */
  'firewall.seen': call(nothing, SeenNeeds),
  'firewall.preview': call(SheetQuery, SheetPreview),
  /** The sheet as a file; `format` may be `zip`: every one of them. */
  'firewall.export': call(SheetQuery, SheetFile),
  /** Would this flow match? `from`: an address or a name of a sender; `to`: an address of a published host. */
  'firewall.test-flow': call(
    z.strictObject({
      ...{ from: z.string().max(255), to: z.string().max(255) },
      ...{ protocol: z.enum(['tcp', 'udp']), port: z.int().min(1).max(65_535) },
    }),
    FlowVerdict,
  ),
} as const
