import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Mapping } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useWrite } from '../query.ts'
import { Button } from '../ui/button.tsx'
import { LinkButton } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { countText } from '../ui/number.ts'

/** Taking an organisation away changes nothing in the ticket system; what stays is said before. */
export function RemoveMapping({ mapping, onRemoved }: { mapping: Mapping; onRemoved: () => void }) {
  const [isAsked, setAsked] = useState(false)
  const remove = useWrite('mappings.remove', ['tenants.get', 'tenants.list', 'organisations.list'])
  const { id, linked, organisationName } = mapping
  if (!isAsked) {
    return (
      <LinkButton onClick={() => setAsked(true)}>
        {i18n.t('rule.removeFromTenant', { organisationName })}
      </LinkButton>
    )
  }
  const confirm = () => remove.mutate({ mappingId: id, keepContacts: true }, { onSuccess: onRemoved })
  return (
    <>
      <Notice
        kind="warning"
        title={i18n.t('rule.removeFromTenant2', { organisationName })}
        actions={
          <span class="buttons">
            <Button kind="danger" busy={remove.isPending} onClick={confirm}>
              {i18n.t('rule.remove')}
            </Button>
            <Button onClick={() => setAsked(false)}>{i18n.t('rule.leaveIt')}</Button>
          </span>
        }
      >
        {i18n.t('rule.itsPersonsMayGoTo', { linked: remains(linked) })}
      </Notice>
      {remove.error && <ErrorNotice error={remove.error} what={i18n.t('rule.itNotRemoved')} />}
    </>
  )
}

function remains(linked: number): string {
  if (linked === 0) return i18n.t('rule.noContactLinked')
  return i18n.t('rule.linkedContactsStayAsThey', linked, { count: countText(linked) })
}
