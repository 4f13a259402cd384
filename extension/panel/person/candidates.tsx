import type { Candidate } from '#shared/contract.ts'
import { Button } from '../../ui/button.tsx'
import { LinkButton } from '../../ui/link.tsx'
import { Section } from '../../ui/page.tsx'
import { HitLine } from '../hit-row.tsx'
import type { PersonRef } from '../place.ts'

interface CandidatesProps {
  candidates: Candidate[]
  /** Who is being chosen. */
  busy: PersonRef | null
  off: string | null
  onChoose: (person: PersonRef) => void
  onVisit: (person: PersonRef) => void
}

/** Who may be meant, each with why, and what the rules of the organisation say of them. */
export function Candidates({ candidates, busy, off, onChoose, onVisit }: CandidatesProps) {
  if (candidates.length === 0) return null
  return (
    <Section title="May be meant" aside={String(candidates.length)}>
      <ul class="list candidates">
        {candidates.map((candidate) => (
          <li key={`${candidate.tenantId}/${candidate.personId}`} class="candidate">
            <div class="row">
              <HitLine hit={candidate} />
            </div>
            <p class="quiet">
              {candidate.by === 'email' ? 'Has the contact’s address. ' : 'Has the contact’s name. '}
              {candidate.reason}
            </p>
            <div class="candidate-ways">
              <LinkButton label={`Look at ${candidate.displayName}`} onClick={() => onVisit(candidate)}>
                Look at them
              </LinkButton>
              <Button
                size="small"
                off={off}
                busy={busy?.personId === candidate.personId}
                label={`Choose ${candidate.displayName}`}
                onClick={() => onChoose(candidate)}
              >
                Choose
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
