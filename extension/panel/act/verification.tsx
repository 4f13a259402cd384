import { i18n } from '#i18n'
import { isCredential } from '#shared/action-policy.ts'
import type { ActionDefinition } from '#shared/actions/define.ts'
import type { Verified } from '#shared/contract.ts'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import type { Beside, Needs } from './beside.ts'
import { verifiedWords } from './verified-words.ts'

export interface SaidProps {
  action: ActionDefinition
  said: Beside
  needs: Needs
  onChange: (changes: Partial<Beside>) => void
}

/** How the technician knows who asks, and why it is done. */
export function Verification({ action, said, needs, onChange }: SaidProps) {
  const { how, detail, reason } = said
  const isAsked = needs.verified || isCredential(action) || needs.typed
  return (
    <>
      {isAsked && (
        <div class="stacked">
          <Select
            label={required(i18n.t('panel.act.howVerified'), needs.verified)}
            value={how}
            options={[
              { value: '', text: i18n.t('panel.act.notSaid') },
              ...Object.entries(verifiedWords).map(([value, text]) => ({ value, text })),
            ]}
            onChange={(value) => onChange({ how: value as Verified['how'] | '' })}
          />
        </div>
      )}
      {isAsked && how !== '' && (
        <TextInput
          label={
            how === 'other' ? i18n.t('panel.act.howExactly') : optional(i18n.t('panel.act.verifiedDetail'))
          }
          maxLength={200}
          value={detail}
          onInput={(detail) => onChange({ detail })}
        />
      )}
      <TextInput
        label={
          needs.reason ? required(i18n.t('panel.act.reason'), true) : optional(i18n.t('panel.act.reason'))
        }
        placeholder={i18n.t('panel.act.reasonGoesTo')}
        maxLength={500}
        value={reason}
        onInput={(reason) => onChange({ reason })}
      />
    </>
  )
}

const optional = (label: string) => i18n.t('ui.optional', { label })
const required = (label: string, isRequired: boolean) =>
  isRequired ? i18n.t('panel.act.required', { label }) : optional(label)
