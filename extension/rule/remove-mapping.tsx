import { useState } from 'preact/hooks'
import type { Mapping } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useWrite } from '../query.ts'
import { Button } from '../ui/button.tsx'
import { LinkButton } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'

/** Taking an organisation away changes nothing in the ticket system; what stays is said before. */
export function RemoveMapping({ mapping, onRemoved }: { mapping: Mapping; onRemoved: () => void }) {
  const [isAsked, setAsked] = useState(false)
  const remove = useWrite('mappings.remove', ['tenants.get', 'tenants.list', 'organisations.list'])
  const { id, linked, organisationName } = mapping
  if (!isAsked) {
    return <LinkButton onClick={() => setAsked(true)}>Remove {organisationName} from this tenant</LinkButton>
  }
  const confirm = () => remove.mutate({ mappingId: id, keepContacts: true }, { onSuccess: onRemoved })
  return (
    <>
      <Notice
        kind="warning"
        title={`Remove ${organisationName} from this tenant?`}
        actions={
          <span class="buttons">
            <Button kind="danger" busy={remove.isPending} onClick={confirm}>
              Remove
            </Button>
            <Button onClick={() => setAsked(false)}>Leave it</Button>
          </span>
        }
      >
        {remains(linked)} Its persons may go to the organisations after it: their plans wait for approval.
      </Notice>
      {remove.error && <ErrorNotice error={remove.error} what="It was not removed." />}
    </>
  )
}

function remains(linked: number): string {
  if (linked === 0) return 'No contact is linked.'
  return linked === 1
    ? 'The linked contact stays as it is and is no longer kept up to date.'
    : `The ${linked} linked contacts stay as they are and are no longer kept up to date.`
}
