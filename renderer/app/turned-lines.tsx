import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect } from 'react'
import { counted, t } from '../../shared/language/translate.ts'

import { isSamePage, type Place } from '../store/place.ts'
import { useSession } from '../store/session-context.tsx'
import { type TurnedEvent, useTurned } from '../store/turned.ts'
import { EventBar } from '../ui/event-bar.tsx'

/** The desk that shows all of a kind, and what leads there. */
const desks = {
  turned: { place: { kind: 'desk', desk: 'watch' }, go: t`Go to the watch` },
  quarantined: { place: { kind: 'desk', desk: 'quarantine' }, go: t`Go to the quarantine` },
  'list-changed': { place: { kind: 'desk', desk: 'firewall' }, go: t`Look at the list` },
} as const satisfies Record<TurnedEvent['type'], { place: Place; go: string }>
/** So many stand over the page; of the others it is told how many there are. */
const SHOWN = 2

const useStyles = makeStyles({
  root: {
    paddingInline: tokens.spacingHorizontalXXL,
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
  },
  bar: { marginTop: tokens.spacingVerticalM },
})

/**
 * What turned, over whatever page is open, until it is put away or, of verdicts, the watch is gone to. The desks of
 * quarantine and of firewall rules say by themselves what is new to them, and show it.
 */
export function TurnedLines() {
  const styles = useStyles()
  const unseen = useTurned((state) => state.unseen)
  const clear = useTurned((state) => state.clear)
  const putAway = useTurned((state) => state.putAway)
  const show = useSession((state) => state.show)
  const place = useSession((state) => state.place)
  const organisationId = useSession((state) => state.organisationId)
  const isWatch = isSamePage(place, desks.turned.place)
  // The desk shows all of it, also what turns while it is open.
  useEffect(() => {
    if (isWatch && unseen.some(({ type }) => type === 'turned')) clear('turned')
  }, [isWatch, unseen, clear])
  const toldThere = (event: TurnedEvent) =>
    event.type !== 'turned' &&
    event.organisationId === organisationId &&
    isSamePage(place, desks[event.type].place) &&
    // Of its parts only the first shows the lists.
    (event.type !== 'list-changed' || !('part' in place) || place.part === undefined)
  const shown = unseen.filter((event) => !toldThere(event))
  const more = shown.length - SHOWN
  return (
    <div role="status" className={styles.root}>
      {shown.slice(0, SHOWN).map((event) => (
        <EventBar
          key={keyOf(event)}
          title={event.title}
          body={
            <>
              {event.body}
              {event === shown[SHOWN - 1] &&
                more > 0 &&
                t` And ${counted(more, 'more that turned', 'more that turned')}.`}
            </>
          }
          intent={intentOf(event)}
          className={styles.bar}
          onPutAway={() => putAway(event)}
        >
          <Button size="small" onClick={() => show(desks[event.type].place)}>
            {desks[event.type].go}
          </Button>
        </EventBar>
      ))}
    </div>
  )
}

function keyOf(event: TurnedEvent): string {
  const of =
    event.type === 'turned' ? event.runId : event.type === 'quarantined' ? event.organisationId : event.sourceId
  return `${of} ${event.title}`
}

function intentOf(event: TurnedEvent): 'success' | 'error' | 'warning' {
  if (event.type !== 'turned') return 'warning'
  const { from, to } = event
  if (to === from) return 'warning'
  return to === 'ready' ? 'success' : to === 'not-ready' ? 'error' : 'warning'
}
