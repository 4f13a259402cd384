import { i18n } from '#i18n'
import { Options } from '../../ui/options.tsx'
import { Card, type PartProps } from './part.tsx'

export function SyncChoice({ draft, off, onChange, psaName }: PartProps) {
  return (
    <Card
      title={i18n.t('console.settings.sync')}
      text={i18n.t('console.settings.whetherSidelightKeepsContactsOrganisation')}
    >
      <Options
        label={i18n.t('console.settings.sync')}
        off={off}
        value={draft.sync}
        onChange={(sync) => onChange({ sync })}
        options={{
          on: {
            title: i18n.t('console.settings.onWord'),
            text: i18n.t('console.settings.personsBecomeContactsInAnd', { psaName }),
          },
          paused: {
            title: i18n.t('console.settings.paused'),
            text: i18n.t('console.settings.nothingPlannedOrWrittenUntil'),
          },
          off: {
            title: i18n.t('console.settings.offWord'),
            text: i18n.t('console.settings.mappedForTicketsAndRules'),
          },
        }}
      />
    </Card>
  )
}

export function ApprovalChoice({ draft, off, onChange }: PartProps) {
  return (
    <Card
      title={i18n.t('console.settings.approval')}
      text={i18n.t('console.settings.firstPlanAlwaysWaitsAnd')}
    >
      <Options
        label={i18n.t('console.settings.approval')}
        off={off}
        value={draft.approval}
        onChange={(approval) => onChange({ approval })}
        options={{
          auto: {
            title: i18n.t('console.settings.laterPlansGoOutBy'),
            text: i18n.t('console.settings.unlessBreakerBelowStopsOne'),
          },
          each: {
            title: i18n.t('console.settings.everyPlanWaits'),
            text: i18n.t('console.settings.nothingWrittenWithoutAdministrator'),
          },
        }}
      />
    </Card>
  )
}
