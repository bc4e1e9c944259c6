import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss'
import type { ReactNode } from 'react'
import { t } from '../../shared/language/translate.ts'

type EventBarProps = {
  title: string
  body: ReactNode
  intent: 'success' | 'error' | 'warning'
  className: string
  onPutAway(): void
  /** The button of what there is to do about it. */
  children: ReactNode
}

/** What was told, until somebody puts it away. */
export function EventBar({ title, body, intent, className, onPutAway, children }: EventBarProps) {
  return (
    <MessageBar className={className} intent={intent} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{title}.</MessageBarTitle> {body}
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            icon={<Dismiss16Regular />}
            aria-label={t`Put away: ${title}`}
            onClick={onPutAway}
          />
        }
      >
        {children}
      </MessageBarActions>
    </MessageBar>
  )
}
