import type { Connection } from '#shared/contract.ts'
import { type FieldPolicy, fieldPolicies } from '#shared/sync/settings.ts'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { firstPolicy, policyOf, withPolicy } from './draft.ts'
import { Card, type PartProps } from './part.tsx'

const words: Record<FieldPolicy, { title: string; text: string }> = {
  default: {
    title: 'Fill and follow',
    text: 'Blanks are filled, changes in Entra follow; what was typed by hand is kept.',
  },
  always: { title: 'Entra always wins', text: 'Written over, also what was typed by hand.' },
  never: { title: 'Never written', text: 'Stays as it is in the contact.' },
}
/** A new contact has them in any case. */
const always = ['name', 'email']

/** When each field of a contact is written. */
export function Fields({
  draft,
  off,
  onChange,
  connection,
  psaName,
}: PartProps & { connection: Connection | undefined }) {
  const fields = connection?.fields ?? []
  return (
    <Card title="Fields" text="A blank in Entra never erases anything.">
      {fields.length === 0 && (
        <Notice kind="info" title={`Which fields ${psaName} has is not known yet.`}>
          Check the connection in the settings of the extension.
        </Notice>
      )}
      <ul class="field-list">
        {fields.map((field) => {
          const policy = policyOf(draft.fields, field)
          return (
            <li key={field.id} class="field-line">
              <span class="row-text">
                <bdi>{field.label}</bdi>
                <span class="quiet">
                  {policy === 'never' && always.includes(field.id)
                    ? 'Only in a new contact.'
                    : words[policy].text}
                </span>
              </span>
              <Select
                label={`When ${field.label} is written`}
                labelHidden
                value={policy}
                off={off}
                options={fieldPolicies.map((value) => ({
                  value,
                  text: value === firstPolicy(field) ? `${words[value].title} (default)` : words[value].title,
                }))}
                onChange={(value) =>
                  onChange({ fields: withPolicy(draft.fields, field, value as FieldPolicy) })
                }
              />
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
