import { i18n } from '#i18n'
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
    <Section title={i18n.t('panel.person.mayBeMeant')} aside={String(candidates.length)}>
      <ul class="list candidates">
        {candidates.map((candidate) => (
          <li key={`${candidate.tenantId}/${candidate.personId}`} class="candidate">
            <div class="row">
              <HitLine hit={candidate} />
            </div>
            <p class="quiet">
              {candidate.by === 'email'
                ? i18n.t('panel.person.hasContactsAddress')
                : i18n.t('panel.person.hasContactsName')}{' '}
              {candidate.reason}
            </p>
            <div class="candidate-ways">
              <LinkButton
                label={i18n.t('panel.person.lookAt', { displayName: candidate.displayName })}
                onClick={() => onVisit(candidate)}
              >
                {i18n.t('panel.person.lookAtThem')}
              </LinkButton>
              <Button
                size="small"
                off={off}
                busy={busy?.personId === candidate.personId}
                label={i18n.t('panel.person.choose2', { displayName: candidate.displayName })}
                onClick={() => onChoose(candidate)}
              >
                {i18n.t('panel.person.choose')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
