import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { ToldSource } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { useTurned } from '../../store/turned.ts'
import { useFirewall } from './firewall-store.ts'
import { sourceName } from './source-words.ts'

const useStyles = makeStyles({ bar: { marginBottom: tokens.spacingVerticalM } })

/** The vendors' lists that are not what is kept, as the watch found them. */
export function DriftLines({ sources }: { sources: readonly ToldSource[] }) {
  usePutAwayHere()
  return (
    <div role="status">
      {sources.map(
        (told) => told.drift !== null && <DriftLine key={told.source.id} told={told} offerId={told.drift} />,
      )}
    </div>
  )
}

function DriftLine({ told: { source }, offerId }: { told: ToldSource; offerId: string }) {
  const styles = useStyles()
  const chosen = useFirewall((state) => state.chosen)
  const offer = useFirewall((state) => state.offers.get(source.id))
  const isLooked = offer?.offerId === offerId
  const last = useRef(offerId)
  const look = useFirewall((state) => state.look)
  const choose = useFirewall((state) => state.choose)
  // What it comes to is told at once: it was read, and nobody is asked for it again.
  const read = useEffectEvent(() => {
    // What somebody reads by hand stays in sight; what the watch read before is held by nobody any more.
    const isGone = offer?.offerId === last.current && last.current !== offerId
    last.current = offerId
    if (offer === undefined || isGone) void look(source.id, offerId)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another offer is read anew
  useEffect(() => read(), [offerId])
  const counts =
    isLooked && offer.diff
      ? t`${offer.diff.addedCount.toLocaleString()} came, ${offer.diff.removedCount.toLocaleString()} went.`
      : ''
  return (
    <MessageBar className={styles.bar} intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t`The vendor’s list changed: ${sourceName(source)}.`}</MessageBarTitle> {counts}
        {t` Until it is kept, rules and sheets have the one before.`}
      </MessageBarBody>
      {(chosen !== source.id || !isLooked) && (
        <MessageBarActions>
          <Button
            onClick={() => {
              choose(source.id)
              if (!isLooked) void look(source.id, offerId)
            }}
          >{t`Look`}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  )
}

/** Whoever is here sees it: it need not be told over other pages any more. */
function usePutAwayHere(): void {
  const unseen = useTurned((state) => state.unseen)
  const putAway = useTurned((state) => state.putAway)
  const organisationId = useSession((state) => state.organisationId)
  useEffect(() => {
    for (const event of unseen)
      if (event.type === 'list-changed' && event.organisationId === organisationId) putAway(event)
  }, [unseen, putAway, organisationId])
}
