import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { i18n } from '#i18n'
import type { AccessLimit, ClientInput, TenantSummary } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useWrite } from '../../query.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { countText } from '../../ui/number.ts'
import { TextInput } from '../../ui/text-input.tsx'
import { TenantPicker } from './tenant-picker.tsx'

type Subject = ClientInput<'access.set'>['subject']
interface LimitFormProps {
  tenants: TenantSummary[]
  /** The one that is changed; null = a new one. */
  limit: AccessLimit | null
  onClose: () => void
}
const isGuid = (value: string) => v.is(v.pipe(v.string(), v.uuid()), value)
const help = {
  person: i18n.t('console.technicians.microsoftEntraAdminCentreUsers'),
  group: i18n.t('console.technicians.microsoftEntraAdminCentreGroups'),
}

/** Who, and which tenants are left to them. */
export function LimitForm({ tenants, limit, onClose }: LimitFormProps) {
  const [subject, setSubject] = useState<Subject>(limit?.subject ?? { kind: 'person', id: '', name: '' })
  const [chosen, setChosen] = useState<readonly string[]>(limit?.tenantIds ?? [])
  const set = useWrite('access.set', ['access.list'])
  const { id, name } = subject
  const wrongId = id.trim() !== '' && !isGuid(id.trim())
  const off = !name.trim()
    ? i18n.t('console.technicians.itNeedsName')
    : isGuid(id.trim())
      ? null
      : i18n.t('console.technicians.itNeedsObjectId')
  const save = () =>
    set.mutate(
      { subject: { ...subject, id: id.trim(), name: name.trim() }, tenantIds: [...chosen] },
      { onSuccess: onClose },
    )
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!off && !set.isPending) save()
      }}
    >
      {!limit && <WhoFields subject={subject} wrongId={wrongId} onChange={setSubject} />}
      <TenantPicker tenants={tenants} chosen={chosen} onChange={setChosen} />
      {chosen.length === 0 && <p class="quiet">{i18n.t('console.technicians.withNoTenantChosenThey')}</p>}
      {set.error && <ErrorNotice error={set.error} what={i18n.t('console.technicians.limitNotSet')} />}
      <div class="buttons">
        <Button kind="primary" type="submit" busy={set.isPending} off={off}>
          {limitWord(chosen.length)}
        </Button>
        <Button onClick={onClose}>{i18n.t('console.technicians.cancel')}</Button>
      </div>
    </form>
  )
}

const limitWord = (count: number) =>
  count === 0
    ? i18n.t('console.technicians.limitToNoTenant')
    : i18n.t('console.technicians.limitToTenants', count, { count: countText(count) })

interface WhoFieldsProps {
  subject: Subject
  wrongId: boolean
  onChange: (subject: Subject) => void
}
function WhoFields({ subject, wrongId, onChange }: WhoFieldsProps) {
  const { kind, id, name } = subject
  return (
    <div class="limit-who">
      <Choice
        label={i18n.t('console.technicians.whoItAbout')}
        options={{ person: i18n.t('console.technicians.person'), group: i18n.t('console.technicians.group') }}
        value={kind}
        onChange={(value) => onChange({ ...subject, kind: value === 'group' ? 'group' : 'person' })}
      />
      <TextInput
        label={
          kind === 'group'
            ? i18n.t('console.technicians.nameGroup')
            : i18n.t('console.technicians.namePerson')
        }
        help={i18n.t('console.technicians.forPeopleToReadObject')}
        maxLength={256}
        value={name}
        onInput={(value) => onChange({ ...subject, name: value })}
      />
      <TextInput
        label={i18n.t('console.technicians.objectIdInYourOwn')}
        help={help[kind]}
        error={wrongId ? i18n.t('console.technicians.objectIdLooksLike1b4f2c7e') : null}
        maxLength={60}
        value={id}
        onInput={(value) => onChange({ ...subject, id: value })}
      />
    </div>
  )
}
