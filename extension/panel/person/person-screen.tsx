import type { PersonView } from '#shared/contract.ts'
import { aboutPerson, accountOf, problemsOf } from '../../account.ts'
import type { ApiError } from '../../api-error.ts'
import { badgeOf, kindTags, stateTag } from '../../ticket/account.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Freshness } from '../../ui/freshness.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Body, Footer, Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { Reading } from '../reading.ts'
import { TicketBar } from '../ticket-bar.tsx'
import { AccountFacts, ContactFacts } from './facts.tsx'
import { Licences } from './licences.tsx'
import { Tiles } from './tiles.tsx'

interface PersonScreenProps {
  reading: Reading
  view: PersonView
  /** The tile that was left by: the focus returns there. */
  cameFrom: string | null
  /** An action's id, or null for the menu. */
  onAct: (action: string | null) => void
}

export function PersonScreen({ reading, view, cameFrom, onAct }: PersonScreenProps) {
  const { error, ticket, by } = reading
  const isPast = error?.isAway ?? false
  return (
    <Page>
      <TicketBar ticket={ticket} />
      <Body>
        {error && <Outdated error={error} onRetry={reading.refresh} />}
        <Head view={view} organisation={ticket?.organisationName ?? null} isPast={isPast} />
        <Tiles
          view={view}
          off={isPast ? 'Sidelight’s server is not answering.' : null}
          cameFrom={cameFrom}
          onAct={onAct}
        />
        {problemsOf(view).map(({ tone, title, text }) => (
          <Notice key={title} kind={tone} title={title}>
            {text}
          </Notice>
        ))}
        {view.roles.length > 0 && <Privileged roles={view.roles} />}
        <ContactFacts view={view} by={by} />
        <AccountFacts view={view} />
        <Licences licences={view.licences} />
      </Body>
      <Footer lastKnown={isPast}>
        <Freshness asOf={view.asOf} kind={isPast ? 'lastKnown' : 'mirror'} />
        <span class="push">
          <Button
            kind="subtle"
            size="small"
            icon={icons.refresh}
            busy={reading.isRefreshing}
            onClick={reading.refresh}
          >
            Refresh
          </Button>
        </span>
      </Footer>
    </Page>
  )
}

interface HeadProps {
  view: PersonView
  organisation: string | null
  isPast: boolean
}
function Head({ view, organisation, isPast }: HeadProps) {
  const account = accountOf(view)
  const badge = badgeOf(account, problemsOf(view)[0] ?? null)
  return (
    <>
      <div class="person-head">
        <Avatar name={view.person.displayName} size={48} badge={isPast ? undefined : badge} />
        <div class="person-who">
          <h2>
            <Foreign>{view.person.displayName}</Foreign>
          </h2>
          <p>
            <Foreign>{aboutPerson(view, organisation)}</Foreign>
          </p>
        </div>
      </div>
      <div class="tags">
        {[stateTag(account, isPast), ...kindTags(account)].map(({ icon, tone, word }) => (
          <Tag key={word} icon={icon} tone={tone}>
            {word}
          </Tag>
        ))}
      </div>
    </>
  )
}

/** What was read before still stands, and says that it does. */
function Outdated({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  return (
    <Notice
      kind="warning"
      title={error.isAway ? error.text : 'This could not be read again'}
      actions={<LinkButton onClick={onRetry}>Try now</LinkButton>}
      requestId={error.requestId}
    >
      {error.isAway
        ? 'You see what was known last. Actions are off until it is back.'
        : `${error.text} You see what was known last.`}
    </Notice>
  )
}

function Privileged({ roles }: { roles: string[] }) {
  return (
    <Notice
      kind="info"
      title={roles.length === 1 ? `Holds ${roles[0]}` : `Holds ${roles.length} privileged roles`}
    >
      {roles.length > 1 && <p>{roles.join(', ')}</p>}
      What could take over such an account is refused here. Use the Microsoft Entra admin centre.
    </Notice>
  )
}
