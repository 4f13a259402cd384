import { i18n } from '#i18n'
import { Choice } from '../../ui/choice.tsx'
import { Select } from '../../ui/select.tsx'
import type { SaidProps } from './verification.tsx'

const hoursOffered = [1, 4, 24, 72, 168]

/** Where what is shown once goes: here, or to whoever opens a link. */
export function SecretWish({ said: { hours }, onChange }: Pick<SaidProps, 'said' | 'onChange'>) {
  return (
    <>
      <Choice
        label={i18n.t('panel.act.whereSecretGoes')}
        options={{ here: i18n.t('panel.act.showHereOnce'), link: i18n.t('panel.act.makeOneTimeLink') }}
        value={hours === null ? 'here' : 'link'}
        help={hours === null ? undefined : i18n.t('panel.act.oneTimeLinkHelp')}
        onChange={(where) => onChange({ hours: where === 'link' ? 24 : null })}
      />
      {hours !== null && (
        <div class="stacked">
          <Select
            label={i18n.t('panel.act.linkWorksFor')}
            value={String(hours)}
            options={hoursOffered.map((value) => ({ value: String(value), text: spanOf(value) }))}
            onChange={(value) => onChange({ hours: Number(value) })}
          />
        </div>
      )}
    </>
  )
}

const spanOf = (hours: number) =>
  hours < 48
    ? i18n.t('panel.act.hours', hours, { count: String(hours) })
    : i18n.t('panel.act.days', hours / 24, { count: String(hours / 24) })
