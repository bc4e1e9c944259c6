import { Button, makeStyles } from '@fluentui/react-components'
import { counted, t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { type TurnedEvent, useTurned } from '../../store/turned.ts'
import { EventBar } from '../../ui/event-bar.tsx'
import { useQuarantine } from './quarantine-context.ts'

const useStyles = makeStyles({
  bar: { flexShrink: 0 },
})

type Arrived = Extract<TurnedEvent, { type: 'quarantined' }>

/** Which devices readings found newly in quarantine, until somebody has seen them or put that away. */
export function ArrivedLines() {
  const styles = useStyles()
  const organisationId = useSession((state) => state.organisationId)
  const unseen = useTurned((state) => state.unseen)
  const putAway = useTurned((state) => state.putAway)
  const look = useQuarantine((state) => state.look)
  const showPart = useQuarantine((state) => state.showPart)
  const arrived = unseen.filter(
    (event): event is Arrived => event.type === 'quarantined' && event.organisationId === organisationId,
  )
  return (
    <div role="status">
      {arrived.map((event) => (
        <EventBar
          key={event.keys.join('\n')}
          title={event.title}
          body={event.body}
          intent="warning"
          className={styles.bar}
          onPutAway={() => putAway(event)}
        >
          <Button
            size="small"
            onClick={() => {
              showPart('devices')
              void look({ filter: { keys: event.keys }, group: null })
              putAway(event)
            }}
          >
            {t`Show ${counted(event.devices, 'new device')}`}
          </Button>
        </EventBar>
      ))}
    </div>
  )
}
