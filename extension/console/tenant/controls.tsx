import { useState } from 'preact/hooks'
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
    <section class="surface surface-padded part" aria-label="What would gain most">
      <h2>What would gain most</h2>
      {controls.length === 0 && (
        <p class="quiet">
          {hasScore
            ? 'Nothing is left to be gained, or Microsoft has not told the controls yet.'
            : 'Not known before there is a score.'}
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
              <span class="only-spoken"> points</span>
            </span>
            {actionUrl ? (
              <OutLink to={actionUrl}>
                Open<span class="only-spoken"> {isolate(title)} at Microsoft</span>
              </OutLink>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ol>
      {shown.length < controls.length && (
        <LinkButton onClick={() => setWhole(true)}>Show {controls.length - shown.length} more</LinkButton>
      )}
    </section>
  )
}
