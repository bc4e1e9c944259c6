import {
  Menu,
  MenuButton,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { DarkTheme20Regular } from '@fluentui/react-icons/svg/dark-theme'
import { useContext } from 'react'
import { useSession } from '../store/session-context.tsx'
import { type ThemeChoice, themeChoices } from './theme.ts'
import { ThemeContext } from './theme-context.ts'

const names: Readonly<Record<ThemeChoice, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' }

const useStyles = makeStyles({
  root: { marginTop: 'auto', paddingTop: tokens.spacingVerticalM },
  line: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: tokens.spacingVerticalS },
  button: { width: '100%', justifyContent: 'flex-start', fontWeight: tokens.fontWeightRegular },
  about: {
    margin: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** Last in the rail: light or dark, and which Postern this is. */
export function RailFoot() {
  const styles = useStyles()
  const about = useSession((state) => state.about)
  const { choice, choose } = useContext(ThemeContext)
  return (
    <footer className={styles.root}>
      <div className={styles.line}>
        <Menu
          checkedValues={{ theme: [choice] }}
          onCheckedValueChange={(_, { checkedItems }) => {
            const next = themeChoices.find((one) => one === checkedItems[0])
            if (next) choose(next)
          }}
        >
          <MenuTrigger disableButtonEnhancement>
            <MenuButton appearance="subtle" className={styles.button} icon={<DarkTheme20Regular />} menuIcon={null}>
              {choice === 'system' ? 'Light or dark' : names[choice]}
            </MenuButton>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {themeChoices.map((one) => (
                <MenuItemRadio key={one} name="theme" value={one}>
                  {names[one]}
                </MenuItemRadio>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
        {about && (
          <p className={styles.about}>
            Postern {about.version}, {about.host === 'electron' ? 'in its own window' : 'in the browser'}
          </p>
        )}
      </div>
    </footer>
  )
}
