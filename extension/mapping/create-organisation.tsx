import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { cleanName } from '#shared/sync/same-name.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useWrite } from '../query.ts'
import { Button } from '../ui/button.tsx'
import { LinkButton } from '../ui/link.tsx'
import { TextInput } from '../ui/text-input.tsx'
import type { Unmapped } from './group.ts'
import type { Account } from './unmapped-entry.tsx'

/** Of an organisation, as the server takes it. */
export const longestName = 100
/** As long as the server counts, which is in UTF-16; no letter is cut in two. */
export function firstName(tenantName: string): string {
  let name = ''
  for (const letter of cleanName(tenantName)) {
    if (name.length + letter.length > longestName) break
    name += letter
  }
  return name.trim()
}

interface CreateOrganisationProps {
  tenant: Unmapped
  account: Pick<Account, 'connectionId' | 'system'>
}

/** The organisation that is missing, under a name that can be changed first. */
export function CreateOrganisation({ tenant, account }: CreateOrganisationProps) {
  const { connectionId, system } = account
  const { tenantId, tenantName } = tenant
  const [name, setName] = useState<string | null>(null)
  const create = useWrite('organisations.create', ['mappings.suggest', 'tenants.list', 'tenants.get'])
  if (name === null) {
    return (
      <LinkButton
        label={i18n.t('mapping.createItIn2', { system, tenantName })}
        onClick={() => setName(firstName(tenantName))}
      >
        {i18n.t('mapping.createItIn', { system })}
      </LinkButton>
    )
  }
  const run = () => create.mutate({ connectionId, tenantId, name: name.trim() })
  return (
    <form
      class="standing"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() && !create.isPending) run()
      }}
    >
      <TextInput
        label={i18n.t('mapping.nameIn', { system })}
        help={i18n.t('mapping.createsOrganisationInAndMaps', { system })}
        value={name}
        maxLength={longestName}
        onInput={setName}
        autofocus
      />
      {create.error && <ErrorNotice error={create.error} what={i18n.t('mapping.itNotCreated')} />}
      <span class="buttons">
        <Button
          kind="primary"
          size="small"
          busy={create.isPending}
          off={name.trim() ? null : i18n.t('mapping.itNeedsName')}
          onClick={run}
        >
          {i18n.t('mapping.createAndMap')}
        </Button>
        <Button size="small" onClick={() => setName(null)}>
          {i18n.t('mapping.cancel')}
        </Button>
      </span>
    </form>
  )
}
