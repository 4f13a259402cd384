import type { PersonCard } from '../messages.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Tag } from '../ui/tag.tsx'
import { ago, momentOf } from '../ui/time.ts'
import { useNow } from '../ui/use-now.ts'
import { badgeOf, kindTags, stateTag } from './account.ts'
import { Frame, Pill } from './frame.tsx'
import type { Fold } from './overlay.tsx'

interface PersonProps {
  person: PersonCard
  fold: Fold
  /** With an action's id, or null for the panel alone. */
  onOpen: (action: string | null) => void
}

export function Person({ person, fold, onOpen }: PersonProps) {
  const { name, about, account, problem, asOf } = person
  const badge = badgeOf(account, problem)
  if (fold.isFolded) {
    const state = pillState(person)
    return <Pill picture={<Avatar name={name} size={28} />} title={name} state={state} {...fold.pill} />
  }
  return (
    <Frame
      {...fold.frame}
      picture={<Avatar name={name} size={48} badge={badge} />}
      title={name}
      about={about}
      tags={[stateTag(account), ...kindTags(account)].map(({ icon, tone, word }) => (
        <Tag key={word} icon={icon} tone={tone}>
          {word}
        </Tag>
      ))}
      footer={<AsOf time={asOf} />}
    >
      {problem && <Problem problem={problem} />}
      <Facts person={person} />
      <Tiles person={person} onOpen={onOpen} />
    </Frame>
  )
}

function pillState({ account, problem }: PersonCard) {
  if (account.state === 'deleted') return { icon: icons.bin, tone: 'danger', word: 'Deleted' } as const
  if (account.state === 'blocked') return { icon: icons.blocked, tone: 'danger', word: 'Blocked' } as const
  if (problem?.tone === 'warning') return { icon: icons.warning, tone: 'warning', word: '1 problem' } as const
  return stateTag(account)
}

function Problem({ problem }: { problem: NonNullable<PersonCard['problem']> }) {
  const icon = { info: icons.info, warning: icons.warning, danger: icons.danger }[problem.tone]
  return (
    <div class={`notice notice-${problem.tone}`}>
      <Icon of={icon} tone={problem.tone === 'info' ? 'neutral' : problem.tone} />
      <div class="notice-text">
        <p class="notice-title">{problem.title}</p>
        <p class="notice-body">{problem.text}</p>
      </div>
    </div>
  )
}

const sources = {
  choice: 'Chosen for this ticket',
  email: 'Requester, matched by e-mail',
  link: 'Requester, linked contact',
}

function Facts({ person: { licences, by } }: { person: PersonCard }) {
  const short = licences.slice(0, 2).map(shortName)
  const more = licences.length - short.length
  return (
    <dl class="facts">
      <dt>Licences</dt>
      <dd title={licences.join(', ')}>
        {licences.length > 0 ? <bdi>{short.join(', ')}</bdi> : 'None'}
        {more > 0 && <span class="blank"> + {more} more</span>}
      </dd>
      <dt>Ticket role</dt>
      <dd>{sources[by]}</dd>
    </dl>
  )
}

/** "Microsoft 365 Business Premium" is called Business Premium by everyone. */
const shortName = (name: string) => name.replace(/^Microsoft (?:365 )?(?=.{4})/, '')

const looks: Record<string, { icon: string; word: string }> = {
  'reset-password': { icon: icons.keyReset, word: 'Reset password' },
  'revoke-sessions': { icon: icons.sessions, word: 'End sessions' },
}

function Tiles({ person: { actions }, onOpen }: Pick<PersonProps, 'person' | 'onOpen'>) {
  const reasons = [...new Set(actions.flatMap(({ off }) => off ?? []))]
  return (
    <>
      <div class="tiles">
        {actions.map(({ id, off }) => {
          const look = looks[id]
          return look && <Tile key={id} {...look} off={off} onClick={() => onOpen(id)} />
        })}
        <Tile icon={icons.panel} word="Open panel" off={null} onClick={() => onOpen(null)} />
      </div>
      {reasons.length > 0 && (
        <p class="reason">
          <Icon of={icons.infoLine} size={16} />
          <span>
            {reasons.length === 1 ? 'Off: ' : ''}
            {reasons.join(' ')}
          </span>
        </p>
      )}
    </>
  )
}

interface TileProps {
  icon: string
  word: string
  off: string | null
  onClick: () => void
}
/** What is off stays readable and focusable, and says why. */
function Tile({ icon, word, off, onClick }: TileProps) {
  return (
    <button
      type="button"
      class={`tile ${off ? 'tile-off' : ''}`}
      aria-disabled={off ? 'true' : undefined}
      aria-description={off ?? undefined}
      title={off ?? undefined}
      onClick={off ? undefined : onClick}
    >
      <Icon of={icon} tone={off ? undefined : 'brand'} />
      <span>{word}</span>
    </button>
  )
}

function AsOf({ time }: { time: string }) {
  const now = useNow()
  return (
    <span class="freshness">
      <Icon of={icons.clock} size={16} />
      As of {momentOf(time, now)}, {ago(time, now)}
    </span>
  )
}
