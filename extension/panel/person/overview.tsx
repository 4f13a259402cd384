import { useContext } from 'preact/hooks'
import { i18n } from '#i18n'
import { adminLinks } from '#shared/admin-links.ts'
import type { LivePart, PersonView } from '#shared/contract.ts'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { OutLink } from '../../ui/link.tsx'
import { Section } from '../../ui/page.tsx'
import { CloudContext } from '../cloud.ts'
import type { PersonRef } from '../place.ts'
import type { Reading } from '../reading.ts'
import { AccountFacts, ContactFacts } from './facts.tsx'
import { Live } from './live-later.ts'

interface OverviewProps {
  view: PersonView
  by: Reading['by']
  /** Parts that are unfolded. */
  open: LivePart[]
  onFold: (part: LivePart, isOpen: boolean) => void
  onVisit: (person: PersonRef) => void
}
const folded: { part: LivePart; title: string }[] = [
  { part: 'manager', title: i18n.t('panel.person.manager') },
  { part: 'mailbox', title: i18n.t('panel.person.mailbox') },
]

/** What the mirror knows, at once; what Microsoft must be asked for, when it is unfolded. */
export function Overview({ view, by, open, onFold, onVisit }: OverviewProps) {
  return (
    <>
      <ContactFacts view={view} by={by} />
      <AccountFacts view={view} />
      {folded.map(({ part, title }) => (
        <Fold
          key={part}
          title={title}
          isOpen={open.includes(part)}
          onToggle={(isOpen) => onFold(part, isOpen)}
        >
          <Live part={part} view={view} onVisit={onVisit} isTitled={false} />
        </Fold>
      ))}
      <AdminCentres view={view} />
    </>
  )
}

interface FoldProps {
  title: string
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
  children: preact.ComponentChildren
}
function Fold({ title, isOpen, onToggle, children }: FoldProps) {
  return (
    <section class="section">
      <h2>
        <button
          type="button"
          class="fold"
          aria-expanded={isOpen ? 'true' : 'false'}
          onClick={() => onToggle(!isOpen)}
        >
          <Icon of={isOpen ? icons.chevronDown : icons.chevronRight} size={16} />
          {title}
          {!isOpen && <span class="quiet">{i18n.t('panel.person.liveFromMicrosoft')}</span>}
        </button>
      </h2>
      {isOpen && children}
    </section>
  )
}

/** The person's own pages, of this tenant and cloud. */
function AdminCentres({ view: { person } }: { view: PersonView }) {
  const cloud = useContext(CloudContext)
  return (
    <Section title={i18n.t('panel.person.openInAdminCentres')}>
      <div class="out-links">
        {cloud &&
          adminLinks(person, cloud).map(({ centre, title, url }) => (
            <OutLink key={centre} to={url}>
              {title}
            </OutLink>
          ))}
      </div>
    </Section>
  )
}
