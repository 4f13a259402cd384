import { i18n } from '#i18n'
import type { LiveAnswer, LivePart, PersonView } from '#shared/contract.ts'
import { ErrorNotice } from '../../../error-notice.tsx'
import { useRead } from '../../../query.ts'
import { Freshness } from '../../../ui/freshness.tsx'
import { Section } from '../../../ui/page.tsx'
import { LiveWaiting } from '../../live-waiting.tsx'
import type { PersonRef } from '../../place.ts'
import { Devices } from './devices.tsx'
import { Groups } from './groups.tsx'
import { Mailbox } from './mailbox.tsx'
import { Manager } from './manager.tsx'
import { Methods } from './methods.tsx'
import { Missing } from './missing.tsx'
import { More } from './more.tsx'
import { SignIns } from './sign-ins.tsx'

interface LiveProps {
  part: LivePart
  view: PersonView
  /** A heading of its own; what is unfolded has one already. */
  isTitled: boolean
  onVisit: (person: PersonRef) => void
}
const titles: Record<LivePart, string> = {
  mfa: i18n.t('panel.person.live.mfaMethods'),
  signIns: i18n.t('panel.person.live.lastSignIns'),
  devices: i18n.t('panel.person.live.devices'),
  mailbox: i18n.t('panel.person.live.mailbox'),
  groups: i18n.t('panel.person.live.groups'),
  manager: i18n.t('panel.person.live.manager'),
}
/** Microsoft is not asked again while one goes to and fro. */
const freshForMilliseconds = 60_000

/** One part of what Microsoft knows, asked when it is looked at; it fails alone. */
export function Live({ part, view, isTitled, onVisit }: LiveProps) {
  const { tenantId, id } = view.person
  const { data, error, isFetching, refetch } = useRead(
    'persons.live',
    { tenantId, personId: id, part },
    { freshFor: freshForMilliseconds },
  )
  const retry = () => void refetch()
  const age = data && <Freshness asOf={data.asOf} kind={error ? 'lastKnown' : 'live'} />
  const inside = (
    <div class="live" aria-busy={isFetching ? 'true' : 'false'}>
      {!data && !error && <LiveWaiting />}
      {error && (
        <ErrorNotice
          error={error}
          what={i18n.t('panel.person.live.notRead', { part: titles[part] })}
          onRetry={retry}
        />
      )}
      {data?.state === 'missing' && <Missing answer={data} view={view} isBusy={isFetching} onRetry={retry} />}
      {data?.state === 'shown' && (
        <>
          <Shown answer={data} view={view} onVisit={onVisit} />
          {data.more && <More part={part} view={view} />}
        </>
      )}
    </div>
  )
  if (isTitled)
    return (
      <Section title={titles[part]} aside={age}>
        {inside}
      </Section>
    )
  return (
    <>
      {inside}
      {age}
    </>
  )
}

interface ShownProps {
  answer: Extract<LiveAnswer, { state: 'shown' }>
  view: PersonView
  onVisit: (person: PersonRef) => void
}
function Shown({ answer, view, onVisit }: ShownProps) {
  switch (answer.part) {
    case 'mfa':
      return <Methods methods={answer.methods} />
    case 'signIns':
      return <SignIns signIns={answer.signIns} />
    case 'devices':
      return <Devices devices={answer.devices} />
    case 'mailbox':
      return <Mailbox mailbox={answer} />
    case 'groups':
      return <Groups groups={answer.groups} />
    case 'manager':
      return <Manager manager={answer.manager} tenantId={view.person.tenantId} onVisit={onVisit} />
  }
}
