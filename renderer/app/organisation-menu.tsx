import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { Building20Regular } from '@fluentui/react-icons/svg/building'
import type { ReactNode } from 'react'
import { t } from '../../shared/language/translate.ts'
import type { Place } from '../store/place.ts'
import { useSession } from '../store/session-context.tsx'
import { isHeldUp } from '../store/session-state.ts'
import { pageOf } from './pages.ts'

const all: Place = { kind: 'desk', desk: 'organisations' }

type OrganisationMenuProps = { className: string; children: ReactNode }

/** The button that names the open organisation, with the menu of all that are kept. */
export default function OrganisationMenu({ className, children }: OrganisationMenuProps) {
  const openId = useSession((state) => state.organisationId)
  const organisations = useSession((state) => state.organisations)
  const busy = useSession(isHeldUp)
  const openOrganisation = useSession((state) => state.openOrganisation)
  const newOrganisation = useSession((state) => state.newOrganisation)
  const readOrganisations = useSession((state) => state.readOrganisations)
  const show = useSession((state) => state.show)
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
        <MenuButton appearance="subtle" className={className} icon={<Building20Regular />}>
          {children}
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
          <MenuItem
            icon={<Add20Regular />}
            disabled={busy}
            onClick={() => void newOrganisation()}
          >{t`New organisation…`}</MenuItem>
          {pageOf(all) && <MenuItem onClick={() => show(all)}>{t`All organisations`}</MenuItem>}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
