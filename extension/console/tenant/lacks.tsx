import { i18n } from '#i18n'
import type { TenantDetail } from '#shared/contract.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { dateOf } from '../../ui/time.ts'

interface Words {
  title: string
  /** What is off without it. */
  without: string
}
/** By the names of the server; one that a newer server adds is shown by its name. */
const words: Record<string, Words> = {
  entraP1: {
    title: i18n.t('console.tenant.microsoftEntraIdP1'),
    without: i18n.t('console.tenant.lastSignInsCannotBe'),
  },
  entraP2: {
    title: i18n.t('console.tenant.microsoftEntraIdP2'),
    without: i18n.t('console.tenant.nothingSidelightShowsNeedsIt'),
  },
  intune: {
    title: i18n.t('console.tenant.microsoftIntune'),
    without: i18n.t('console.tenant.devicesPersonCannotBeRead'),
  },
  mailboxKinds: {
    title: i18n.t('console.tenant.kindsMailboxes'),
    without: i18n.t('console.tenant.consentWithoutMailboxsettingsReadWhether'),
  },
}

/** What the tenant's licences and consent allow. What is missing is no fault. */
export function Lacks({ capabilities }: Pick<TenantDetail, 'capabilities'>) {
  return (
    <section class="surface surface-padded part" aria-label={i18n.t('console.tenant.whatTenantAllows')}>
      <h2>{i18n.t('console.tenant.whatTenantAllows')}</h2>
      {capabilities.length === 0 && <p class="quiet">{i18n.t('console.tenant.knownAfterFirstSync')}</p>}
      <ul class="lacks">
        {capabilities.map(({ name, has, since }) => (
          <li key={name}>
            <Icon
              of={has ? icons.check : icons.lock}
              tone={has ? 'success' : 'neutral'}
              label={has ? i18n.t('console.tenant.there') : i18n.t('console.tenant.missing')}
            />
            <span class="row-text">
              <Foreign>{words[name]?.title ?? name}</Foreign>
              <span class="quiet">
                {has
                  ? i18n.t('console.tenant.since', { date: dateOf(since) })
                  : (words[name]?.without ?? i18n.t('console.tenant.notThere'))}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
