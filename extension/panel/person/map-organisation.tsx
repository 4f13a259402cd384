import { i18n } from '#i18n'
import { openPopupScreen } from '../../places.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'

/** The way to map the ticket's organisation, for those who may. */
export function MapOrganisation() {
  const off = useOff('mappings.set')
  return (
    <Button icon={icons.organisation} off={off} onClick={() => void openPopupScreen({ screen: 'suggest' })}>
      {i18n.t('panel.person.mapOrganisation')}
    </Button>
  )
}
