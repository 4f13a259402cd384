import { i18n } from '#i18n'
import type { Connection } from '#shared/contract.ts'
import { type FieldPolicy, fieldPolicies } from '#shared/sync/settings.ts'
import { contactFieldSaid } from '../../fields-said.ts'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { firstPolicy, policyOf, withPolicy } from './draft.ts'
import { Card, type PartProps } from './part.tsx'

const words: Record<FieldPolicy, { title: string; text: string }> = {
  default: {
    title: i18n.t('console.settings.fillAndFollow'),
    text: i18n.t('console.settings.blanksFilledChangesInEntra'),
  },
  always: {
    title: i18n.t('console.settings.entraAlwaysWins'),
    text: i18n.t('console.settings.writtenOverAlsoWhatTyped'),
  },
  never: {
    title: i18n.t('console.settings.neverWritten'),
    text: i18n.t('console.settings.staysAsItInContact'),
  },
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
    <Card title={i18n.t('console.settings.fields')} text={i18n.t('console.settings.blankInEntraNeverErases')}>
      {fields.length === 0 && (
        <Notice kind="info" title={i18n.t('console.settings.whichFieldsHasNotKnown', { psaName })}>
          {i18n.t('console.settings.checkConnectionInSettingsExtension')}
        </Notice>
      )}
      <ul class="field-list">
        {fields.map((field) => {
          const policy = policyOf(draft.fields, field)
          return (
            <li key={field.id} class="field-line">
              <span class="row-text">
                <bdi>{contactFieldSaid(field)}</bdi>
                <span class="quiet">
                  {policy === 'never' && always.includes(field.id)
                    ? i18n.t('console.settings.onlyInNewContact')
                    : words[policy].text}
                </span>
              </span>
              <Select
                label={i18n.t('console.settings.whenWritten', { label: contactFieldSaid(field) })}
                labelHidden
                value={policy}
                off={off}
                options={fieldPolicies.map((value) => ({
                  value,
                  text:
                    value === firstPolicy(field)
                      ? i18n.t('console.settings.default', { title: words[value].title })
                      : words[value].title,
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
