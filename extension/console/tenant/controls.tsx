import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { TenantDetail } from '#shared/contract.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { isolate } from '../../ui/isolate.ts'
import { LinkButton, OutLink } from '../../ui/link.tsx'
import { gainText } from '../../ui/number.ts'

interface ControlsProps {
  controls: TenantDetail['controls']
  hasScore: boolean
}
/** As many as stand beside the chart. */
const shownAtFirst = 6

/** Where most is to be gained, with the way to Microsoft's page about it. */
export function Controls({ controls, hasScore }: ControlsProps) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? controls : controls.slice(0, shownAtFirst)
  return (
    <section class="surface surface-padded part" aria-label={i18n.t('console.tenant.whatWouldGainMost')}>
      <h2>{i18n.t('console.tenant.whatWouldGainMost')}</h2>
      {controls.length === 0 && (
        <p class="quiet">
          {hasScore
            ? i18n.t('console.tenant.nothingLeftToBeGained')
            : i18n.t('console.tenant.notKnownBeforeThereScore')}
        </p>
      )}
      <ol class="controls">
        {shown.map(({ id, title, service, gain, actionUrl }) => (
          <li key={id}>
            <span class="row-text">
              <span class="clamped" title={title}>
                <bdi>{title}</bdi>
              </span>
              {service && <Foreign class="quiet">{service}</Foreign>}
            </span>
            <span class="controls-gain">
              <span class="tone-success">{gainText(gain)}</span>
              <span class="only-spoken"> {i18n.t('console.tenant.points')}</span>
            </span>
            {actionUrl ? (
              <OutLink to={actionUrl}>
                {i18n.t('console.tenant.open')}
                <span class="only-spoken">
                  {' '}
                  {i18n.t('console.tenant.atMicrosoft', { title: isolate(title) })}
                </span>
              </OutLink>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ol>
      {shown.length < controls.length && (
        <LinkButton onClick={() => setWhole(true)}>
          {i18n.t('console.tenant.showMore', { count: controls.length - shown.length })}
        </LinkButton>
      )}
    </section>
  )
}
