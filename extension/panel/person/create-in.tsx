import { i18n } from '#i18n'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'

/** The way to create the person who is not there, in a tenant of the ticket's organisation. */
export function CreateIn({ tenantId, onCreate }: { tenantId: string; onCreate: () => void }) {
  const off = useOff('actions.run')
  const { data } = useRead('tenants.get', { tenantId })
  if (!data) return null
  const standing = data.actions.find(({ id }) => id === 'create-person')
  const lack = standing?.state === 'lacks' ? standing.reason : null
  return (
    <Button icon={icons.personAdd} off={off ?? lack} onClick={onCreate}>
      {i18n.t('panel.person.createPersonIn', { tenant: isolate(data.name) })}
    </Button>
  )
}
