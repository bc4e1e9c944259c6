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
import { type ThemeChoice, themeChoices } from './theme.ts'
import { ThemeContext } from './theme-context.ts'

const names: Readonly<Record<ThemeChoice, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' }

const useStyles = makeStyles({
  button: { width: '100%', justifyContent: 'flex-start', fontWeight: tokens.fontWeightRegular },
})

/** Light or dark, in the rail for as long as there is no page of settings. */
export default function ThemeMenu() {
  const styles = useStyles()
  const { choice, choose } = useContext(ThemeContext)
  return (
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
  )
}
