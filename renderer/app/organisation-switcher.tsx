import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { Building20Regular } from '@fluentui/react-icons/svg/building'
import type { Place } from '../store/place.ts'
import { useSession } from '../store/session-context.tsx'
import { isBusy } from '../store/session-state.ts'
import { PosternMark } from '../ui/postern-mark.tsx'
import { pageOf } from './pages.ts'

const useStyles = makeStyles({
  mark: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    margin: 0,
    padding: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  button: {
    width: '100%',
    minHeight: '48px',
    flexShrink: 0,
    justifyContent: 'flex-start',
    paddingInline: tokens.spacingHorizontalM,
    textAlign: 'start',
  },
  text: { display: 'block', flexGrow: 1, minWidth: 0 },
  name: { display: 'block', overflowWrap: 'anywhere' },
  domain: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
  },
})

const all: Place = { kind: 'desk', desk: 'organisations' }

/** On top of the rail: which organisation is open, and the way to another. */
export function OrganisationSwitcher() {
  const styles = useStyles()
  const organisation = useSession((state) => state.organisation)
  const openId = useSession((state) => state.organisationId)
  const organisations = useSession((state) => state.organisations)
  const busy = useSession((state) => isBusy(state) || !state.connected)
  const openOrganisation = useSession((state) => state.openOrganisation)
  const newOrganisation = useSession((state) => state.newOrganisation)
  const readOrganisations = useSession((state) => state.readOrganisations)
  const show = useSession((state) => state.show)
  if (!organisation && organisations.length === 0) {
    return (
      <p className={styles.mark}>
        <PosternMark />
        Postern
      </p>
    )
  }
  return (
    <Menu
      checkedValues={{ organisation: openId ? [openId] : [] }}
      onCheckedValueChange={(_, { checkedItems: [id] }) => {
        if (id && id !== openId) void openOrganisation(id)
      }}
      onOpenChange={(_, { open }) => {
        if (open) void readOrganisations()
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton appearance="subtle" className={styles.button} icon={<Building20Regular />}>
          <span className={styles.text}>
            <span className={styles.name}>{organisation?.name ?? 'No organisation is open'}</span>{' '}
            <span className={styles.domain}>{organisation?.domain ?? 'Choose one'}</span>
          </span>
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {organisations.map(({ id, organisation: { name, domain } }) => (
            <MenuItemRadio key={id} name="organisation" value={id} disabled={busy} secondaryContent={domain}>
              {name}
            </MenuItemRadio>
          ))}
          {organisations.length > 0 && <MenuDivider />}
          <MenuItem icon={<Add20Regular />} disabled={busy} onClick={() => void newOrganisation()}>
            New organisation…
          </MenuItem>
          {pageOf(all) && <MenuItem onClick={() => show(all)}>All organisations</MenuItem>}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
