import type { LicenceCount } from '#shared/contract.ts'
import { Foreign } from '../ui/foreign.tsx'
import { Section } from '../ui/page.tsx'
import { SeatBar } from '../ui/seat-bar.tsx'
import { useNow } from '../ui/use-now.ts'
import { renewal } from './renewal.ts'

/** Products by name: what is bought first, free ones folded away. */
export function Licences({ licences, wasRead }: { licences: LicenceCount[]; wasRead: boolean }) {
  const now = useNow()
  const bought = licences.filter(({ free }) => !free)
  const free = licences.filter((licence) => licence.free)
  return (
    <Section title="Licences" aside="Assigned and left">
      {licences.length === 0 && (
        <p class="quiet">{wasRead ? 'This tenant holds no licence.' : 'Not read yet.'}</p>
      )}
      <ul class="seat-list">
        {bought.map((licence) => (
          <SeatBar key={licence.skuId} {...licence} note={renewal(licence, now).text} />
        ))}
      </ul>
      {free.length > 0 && (
        <details>
          <summary>{free.length === 1 ? '1 free product' : `${free.length} free products`}</summary>
          <ul class="free-list">
            {free.map(({ skuId, name, assigned }) => (
              <li key={skuId}>
                <Foreign>{name}</Foreign> <span class="quiet">{assigned} assigned</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}
