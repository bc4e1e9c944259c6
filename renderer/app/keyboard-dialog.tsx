import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { t } from '../../shared/language/translate.ts'
import { useSession } from '../store/session-context.tsx'
import { useFocusGoesBack } from '../ui/focus-goes-back.ts'
import { isMac } from './is-mac.ts'
import { keysInPlace, keysText, shortcuts } from './shortcuts.ts'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalS,
    margin: 0,
  },
  keys: { margin: 0, fontFamily: tokens.fontFamilyMonospace, whiteSpace: 'nowrap' },
  note: { color: tokens.colorNeutralForeground2 },
})

/** Every shortcut of the window, as it is pressed here. */
export default function KeyboardDialog() {
  const styles = useStyles()
  const host = useSession((state) => state.about?.host ?? 'loopback')
  const showKeyboard = useSession((state) => state.showKeyboard)
  const mac = isMac()
  useFocusGoesBack()
  return (
    <Dialog surfaceMotion={null} open onOpenChange={() => showKeyboard(false)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t`Keyboard`}</DialogTitle>
          <DialogContent>
            <dl className={styles.list}>
              {shortcuts.map((shortcut) => (
                <Row key={shortcut.command} name={shortcut.name} keys={keysText(shortcut, host, mac)} />
              ))}
              {keysInPlace.map(({ name, keys }) => (
                <Row key={`${name} ${keys}`} name={name} keys={keys} />
              ))}
            </dl>
            <p
              className={styles.note}
            >{t`F5 and ${mac ? '⌘R' : 'Ctrl+R'} load the window again; nothing is lost by it.`}</p>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => showKeyboard(false)}>{t`Close`}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

function Row({ name, keys }: { name: string; keys: string }) {
  const styles = useStyles()
  return (
    <>
      <dt>{name}</dt>
      <dd className={styles.keys}>{keys}</dd>
    </>
  )
}
