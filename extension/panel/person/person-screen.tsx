import { i18n } from '#i18n'
import type { LivePart, PersonView } from '#shared/contract.ts'
import { Button } from '../../ui/button.tsx'
import { Freshness } from '../../ui/freshness.tsx'
import * as icons from '../../ui/icons.ts'
import { Body, Footer, Page } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import type { Choice } from '../choice.ts'
import { History } from '../history-later.ts'
import type { PersonRef, PersonTab, Place } from '../place.ts'
import type { Reading } from '../reading.ts'
import { TicketBar, type TicketInfo } from '../ticket-bar.tsx'
import { Chosen, Visiting } from './for-ticket.tsx'
import { Head } from './head.tsx'
import { Licences } from './licences-later.tsx'
import { Live } from './live-later.ts'
import { Outdated, Problems } from './notices.tsx'
import { Overview } from './overview.tsx'
import { Tiles } from './tiles.tsx'

export interface PersonScreenProps {
  reading: Reading
  view: PersonView
  /** The ticket that the panel is on, whoever is shown. */
  ticket: TicketInfo | null
  place: Place
  choice: Choice
  /** The tile that was left by: the focus returns there. */
  cameFrom: string | null
  /** An action's id, or null for the menu. */
  onAct: (action: string | null) => void
  /** Goes on with what is missing of an action. */
  onResume: (actionId: string, action: string) => void
  onPlace: (changes: Partial<Place>) => void
  onVisit: (person: PersonRef) => void
  /** null = there is no ticket to say it of. */
  onSomeoneElse: (() => void) | null
  onChooseVisited: () => void
}
const liveTabs: Record<string, LivePart[]> = {
  security: ['mfa', 'signIns'],
  devices: ['devices'],
  groups: ['groups'],
}

export function PersonScreen(props: PersonScreenProps) {
  const { reading, view, place, choice, cameFrom, onAct, onPlace, onVisit } = props
  const { error, by } = reading
  const isPast = error?.isAway ?? false
  const organisation = place.visit ? null : (reading.ticket?.organisationName ?? null)
  return (
    <Page>
      <TicketBar ticket={props.ticket} />
      <Body scrolledTo={place.scroll} onScrolled={(scroll) => onPlace({ scroll })}>
        {place.visit && (
          <Visiting
            ticket={props.ticket}
            choice={choice}
            onChoose={props.onChooseVisited}
            onBack={() => onPlace({ visit: null })}
          />
        )}
        {error && <Outdated error={error} onRetry={reading.refresh} />}
        <Head view={view} organisation={organisation} isPast={isPast} onChange={props.onSomeoneElse} />
        {reading.choice && <Chosen by={reading.choice} tenantId={view.person.tenantId} choice={choice} />}
        <Tiles
          view={view}
          off={isPast ? i18n.t('panel.person.sidelightsServerNotAnswering') : null}
          cameFrom={cameFrom}
          onAct={onAct}
        />
        <Tabs
          label={i18n.t('panel.person.aboutPerson')}
          tabs={tabsOf(view)}
          value={place.tab}
          onChange={(tab: PersonTab) => onPlace({ tab })}
        >
          {place.tab === 'overview' && (
            <>
              <Problems view={view} onLicences={() => onPlace({ tab: 'licences' })} />
              <Overview
                view={view}
                by={by}
                open={place.open}
                onFold={(part, isOpen) => onPlace({ open: folded(place.open, part, isOpen) })}
                onVisit={onVisit}
              />
            </>
          )}
          {place.tab === 'licences' && <Licences view={view} />}
          {place.tab === 'history' && (
            <History
              person={{ tenantId: view.person.tenantId, personId: view.person.id }}
              ticketRef={reading.ticketRef}
              onResume={props.onResume}
            />
          )}
          {(liveTabs[place.tab] ?? []).map((part) => (
            <Live key={part} part={part} view={view} onVisit={onVisit} isTitled />
          ))}
        </Tabs>
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
            {i18n.t('panel.person.refresh')}
          </Button>
        </span>
      </Footer>
    </Page>
  )
}

function tabsOf({ licences }: PersonView): { id: PersonTab; title: string; warns?: boolean }[] {
  return [
    { id: 'overview', title: i18n.t('panel.person.overview') },
    {
      id: 'licences',
      title: i18n.t('panel.person.licences'),
      warns: licences.some(({ problem }) => problem !== null),
    },
    { id: 'security', title: i18n.t('panel.person.security') },
    { id: 'devices', title: i18n.t('panel.person.devices') },
    { id: 'groups', title: i18n.t('panel.person.groups') },
    { id: 'history', title: i18n.t('panel.person.history') },
  ]
}

function folded(open: LivePart[], part: LivePart, isOpen: boolean): LivePart[] {
  return isOpen ? [...open, part] : open.filter((other) => other !== part)
}
