import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss'
import { useEffect } from 'react'
import { counted, t } from '../../shared/language/translate.ts'

import { isSamePage, type Place } from '../store/place.ts'
import { useSession } from '../store/session-context.tsx'
import { type TurnedEvent, useTurned } from '../store/turned.ts'

const watch: Place = { kind: 'desk', desk: 'watch' }
/** So many stand over the page; of the others it is told how many there are. */
const SHOWN = 2

const useStyles = makeStyles({
  root: {
    paddingInline: tokens.spacingHorizontalXXL,
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
  },
  bar: { marginTop: tokens.spacingVerticalM },
})

/** What the watch found turned, over whatever page is open, until it is put away or its desk is gone to. */
export function TurnedLines() {
  const styles = useStyles()
  const unseen = useTurned((state) => state.unseen)
  const clear = useTurned((state) => state.clear)
  const putAway = useTurned((state) => state.putAway)
  const show = useSession((state) => state.show)
  const onDesk = useSession((state) => isSamePage(state.place, watch))
  // The desk shows all of it, also what turns while it is open.
  useEffect(() => {
    if (onDesk && unseen.length > 0) clear()
  }, [onDesk, unseen, clear])
  const more = unseen.length - SHOWN
  return (
    <div role="status" className={styles.root}>
      {unseen.slice(0, SHOWN).map((event) => (
        <MessageBar
          key={`${event.runId} ${event.title}`}
          className={styles.bar}
          intent={intentOf(event)}
          layout="multiline"
        >
          <MessageBarBody>
            <MessageBarTitle>{event.title}.</MessageBarTitle> {event.body}
            {event === unseen[SHOWN - 1] &&
              more > 0 &&
              t` And ${counted(more, 'more that turned', 'more that turned')}.`}
          </MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button
                appearance="transparent"
                icon={<Dismiss16Regular />}
                aria-label={t`Put away: ${event.title}`}
                onClick={() => putAway(event)}
              />
            }
          >
            <Button size="small" onClick={() => show(watch)}>{t`Go to the watch`}</Button>
          </MessageBarActions>
        </MessageBar>
      ))}
    </div>
  )
}

function intentOf({ to, from }: TurnedEvent): 'success' | 'error' | 'warning' {
  if (to === from) return 'warning'
  return to === 'ready' ? 'success' : to === 'not-ready' ? 'error' : 'warning'
}
