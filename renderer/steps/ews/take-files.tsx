import { Button, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { keyed } from '../../ui/keyed.ts'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { bytesWords } from './bytes-words.ts'
import type { Taking } from './configuration-store.ts'
import { TakenLine } from './taken-line.tsx'
import { useConfiguration } from './use-configuration.ts'

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  paste: { display: 'grid', gap: tokens.spacingVerticalS, justifyItems: 'start', maxWidth: '640px' },
  area: { width: '100%', fontFamily: tokens.fontFamilyMonospace },
  stop: { marginTop: tokens.spacingVerticalS },
  list: { listStyleType: 'none', margin: `${tokens.spacingVerticalM} 0 0`, padding: 0, maxWidth: '72ch' },
})

/** What the system offers first; whatever the file is called, its contents say what it is. */
const CONFIGURATION_FILES = '.json,.xml,.clixml,.csv,.txt,.log'

/** Takes files of configuration in: chosen here, dropped on the step, or pasted; and says what became of each. */
export function TakeFiles() {
  const styles = useStyles()
  const connected = useSession((state) => state.connected)
  const taking = useConfiguration((state) => state.taking)
  const taken = useConfiguration((state) => state.taken)
  const take = useConfiguration((state) => state.take)
  const told = useInView(taking !== null)
  return (
    <div>
      <div className={styles.buttons}>
        <FileButton
          label={t`Files of configuration`}
          appearance="primary"
          accept={CONFIGURATION_FILES}
          multiple
          disabled={taking !== null || !connected}
          onFiles={(files) => void take(files)}
        >{t`Choose files…`}</FileButton>
      </div>
      <Paste disabled={taking !== null || !connected} onText={(text) => void take([asFile(text)])} />
      {taking && <Progress taking={taking} />}
      <div role="status" ref={told}>
        {taken.length > 0 && (
          <ul className={styles.list}>
            {keyed(taken).map(({ key, item }) => (
              <TakenLine key={key} taken={item} />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

/** Brings into view how far it is when files are dropped or pasted elsewhere on the page, and then what became of the first. */
function useInView(isTaking: boolean) {
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const show = () => (told.current?.querySelector('li') ?? told.current)?.scrollIntoView({ block: 'nearest' })
    if (!isTaking) return undefined
    show()
    return show
  }, [isTaking])
  return told
}

/** What was pasted, as the file that it is taken for. */
export function asFile(text: string): File {
  return new File([text], t`what was pasted`)
}

function Paste({ disabled, onText }: { disabled: boolean; onText(text: string): void }) {
  const styles = useStyles()
  const [text, setText] = useState('')
  return (
    <Disclosure text={t`Paste the text instead`}>
      <div className={styles.paste}>
        <Textarea
          className={styles.area}
          textarea={{ className: styles.area }}
          aria-label={t`Text of the configuration`}
          rows={5}
          spellCheck={false}
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
        <Button
          disabledFocusable={disabled || text.trim() === ''}
          onClick={() => {
            onText(text)
            setText('')
          }}
        >{t`Take the text in`}</Button>
      </div>
    </Disclosure>
  )
}

function Progress({ taking: { name, sent, bytes, place, of } }: { taking: Taking }) {
  const styles = useStyles()
  const stop = useConfiguration((state) => state.stop)
  const which = of > 1 ? t`${name} (file ${place} of ${of})` : name
  return (
    <ProgressLine text={t`Taking in ${which}: ${bytesWords(sent)} of ${bytesWords(bytes)}`} value={sent} max={bytes}>
      <Button size="small" className={styles.stop} onClick={stop}>{t`Stop`}</Button>
    </ProgressLine>
  )
}
