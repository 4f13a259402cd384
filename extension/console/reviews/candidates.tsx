import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Review } from '#shared/contract.ts'
import { addressesOf, type Person } from '#shared/person.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { woven } from '../../ui/woven.tsx'

interface CandidatesProps {
  review: Review
  /** Null while it is read, or when it cannot be. */
  person: Person | null
  psaName: string
  chosen: string | null
  onChoose: (contactId: string) => void
}

/** The person and the contacts that may be theirs, side by side, with what is the same. */
export function Candidates({ review, person, psaName, chosen, onChoose }: CandidatesProps) {
  const name = useId()
  const addresses = person ? addressesOf(person) : [review.userPrincipalName]
  return (
    <div class={`candidates ${review.candidates.length === 0 ? 'candidates-none' : ''}`}>
      <MicrosoftCard review={review} person={person} />
      {review.candidates.map((candidate) => (
        <label key={candidate.id} class={`candidate ${candidate.id === chosen ? 'candidate-chosen' : ''}`}>
          <span class="candidate-head">
            <input
              type="radio"
              name={name}
              value={candidate.id}
              checked={candidate.id === chosen}
              onChange={() => onChoose(candidate.id)}
            />
            <span class="row-text">
              <strong>
                {woven(i18n.t('console.reviews.contact', { id: '{id}' }), {
                  id: <Foreign>{candidate.id}</Foreign>,
                })}
              </strong>
              <span class="quiet">{psaName}</span>
            </span>
          </span>
          <Compared
            label={i18n.t('console.reviews.name')}
            value={candidate.name}
            isSame={isSame(candidate.name, [review.displayName])}
          />
          <Compared
            label={i18n.t('console.reviews.eMail')}
            value={candidate.email}
            isSame={isSame(candidate.email, addresses)}
          />
        </label>
      ))}
    </div>
  )
}

const plain = (text: string) => text.trim().toLowerCase()
const isSame = (value: string | null, known: readonly string[]) =>
  value !== null && known.some((other) => plain(other) === plain(value))

function MicrosoftCard({ review, person }: Pick<CandidatesProps, 'review' | 'person'>) {
  const facts: [string, string | null][] = [
    [i18n.t('console.reviews.name'), review.displayName],
    [i18n.t('console.reviews.eMail'), person?.mail ?? null],
    [i18n.t('console.reviews.signInName'), review.userPrincipalName],
    [i18n.t('console.reviews.jobTitle'), person?.jobTitle ?? null],
    [i18n.t('console.reviews.office'), person?.officeLocation ?? null],
    [i18n.t('console.reviews.phone'), person?.businessPhone ?? person?.mobilePhone ?? null],
  ]
  return (
    <div class="candidate candidate-microsoft">
      <span class="candidate-head">
        <span class="row-text">
          <strong>{i18n.t('console.reviews.microsoft')}</strong>
          <span class="quiet">{i18n.t('console.reviews.person')}</span>
        </span>
      </span>
      {facts.map(([label, value]) => (
        <Fact key={label} label={label} value={value} />
      ))}
    </div>
  )
}

function Fact({ label, value }: { label: string; value: string | null }) {
  return (
    <span class="fact">
      <span class="quiet">{label}</span>
      {value ? <Foreign>{value}</Foreign> : <em class="blank">{i18n.t('console.reviews.blank')}</em>}
    </span>
  )
}

function Compared({ label, value, isSame }: { label: string; value: string | null; isSame: boolean }) {
  return (
    <span class="fact">
      <span class="quiet">{label}</span>
      <span class="fact-compared">
        <Icon
          of={isSame ? icons.done : icons.subtract}
          size={16}
          tone={isSame ? 'success' : 'neutral'}
          label={isSame ? i18n.t('console.reviews.same') : i18n.t('console.reviews.differs')}
        />
        {value ? <Foreign>{value}</Foreign> : <em class="blank">{i18n.t('console.reviews.blank')}</em>}
      </span>
    </span>
  )
}
