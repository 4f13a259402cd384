import { useState } from 'preact/hooks'
import * as v from 'valibot'
import type { AccessLimit, ClientInput, TenantSummary } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useWrite } from '../../query.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
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
  person: 'Microsoft Entra admin centre, Users, the person, Object ID.',
  group: 'Microsoft Entra admin centre, Groups, the group, Object ID. It must be assigned to Sidelight API.',
}

/** Who, and which tenants are left to them. */
export function LimitForm({ tenants, limit, onClose }: LimitFormProps) {
  const [subject, setSubject] = useState<Subject>(limit?.subject ?? { kind: 'person', id: '', name: '' })
  const [chosen, setChosen] = useState<readonly string[]>(limit?.tenantIds ?? [])
  const set = useWrite('access.set', ['access.list'])
  const { id, name } = subject
  const wrongId = id.trim() !== '' && !isGuid(id.trim())
  const off = !name.trim() ? 'It needs a name.' : isGuid(id.trim()) ? null : 'It needs the object id.'
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
      {chosen.length === 0 && <p class="quiet">With no tenant chosen they see nothing at all.</p>}
      {set.error && <ErrorNotice error={set.error} what="The limit was not set." />}
      <div class="buttons">
        <Button kind="primary" type="submit" busy={set.isPending} off={off}>
          {limitWord(chosen.length)}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  )
}

function limitWord(count: number): string {
  if (count === 0) return 'Limit to no tenant'
  return count === 1 ? 'Limit to 1 tenant' : `Limit to ${count} tenants`
}

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
        label="Who is it about?"
        options={{ person: 'A person', group: 'A group' }}
        value={kind}
        onChange={(value) => onChange({ ...subject, kind: value === 'group' ? 'group' : 'person' })}
      />
      <TextInput
        label={kind === 'group' ? 'Name of the group' : 'Name of the person'}
        help="For people to read; the object id decides."
        maxLength={256}
        value={name}
        onInput={(value) => onChange({ ...subject, name: value })}
      />
      <TextInput
        label="Object id in your own Entra tenant"
        help={help[kind]}
        error={wrongId ? 'An object id looks like 1b4f2c7e-0000-0000-0000-000000000000.' : null}
        maxLength={60}
        value={id}
        onInput={(value) => onChange({ ...subject, id: value })}
      />
    </div>
  )
}
