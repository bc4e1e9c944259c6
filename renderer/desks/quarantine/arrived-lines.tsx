import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss'
import { counted, t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { type TurnedEvent, useTurned } from '../../store/turned.ts'
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
        <MessageBar key={event.keys.join('\n')} className={styles.bar} intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{event.title}.</MessageBarTitle> {event.body}
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
          </MessageBarActions>
        </MessageBar>
      ))}
    </div>
  )
}
