import { i18n } from '#i18n'
import { ActionTile } from '../ui/action-tile.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { countText } from '../ui/number.ts'
import type { PersonCard } from './answer.ts'
import { AsOf } from './as-of.tsx'
import { Frame, Pill } from './frame.tsx'
import type { Fold, Go } from './overlay.tsx'
import { Problem } from './problem.tsx'
import { Tags } from './tags.tsx'

interface PersonProps {
  person: PersonCard
  fold: Fold
  go: Go
}

export function Person({ person, fold, go }: PersonProps) {
  const { name, about, tags, badge, short, problem, asOf, mayChoose } = person
  if (fold.isFolded)
    return <Pill picture={<Avatar name={name} size={28} />} title={name} state={short} {...fold.pill} />
  return (
    <Frame
      {...fold.frame}
      picture={<Avatar name={name} size={48} badge={badge} />}
      title={name}
      about={about}
      tags={<Tags of={tags} />}
      footer={
        <>
          <AsOf word={i18n.t('ticket.asOf')} time={asOf} />
          {mayChoose && (
            <button type="button" class="foot-way" onClick={() => go('choose')}>
              {i18n.t('ticket.someoneElse')}
            </button>
          )}
        </>
      }
    >
      {problem && <Problem problem={problem} />}
      <Facts person={person} />
      <Tiles person={person} go={go} />
    </Frame>
  )
}

function Facts({ person: { licences, role } }: { person: PersonCard }) {
  const short = licences.slice(0, 2).map(shortName)
  const more = licences.length - short.length
  return (
    <dl class="facts">
      <dt>{i18n.t('ticket.licences')}</dt>
      <dd title={licences.join(', ')}>
        {licences.length > 0 ? <bdi>{short.join(', ')}</bdi> : i18n.t('ticket.none')}
        {more > 0 && <span class="blank"> {i18n.t('ticket.more', { more: countText(more) })}</span>}
      </dd>
      <dt>{role[0]}</dt>
      <dd>
        <bdi>{role[1]}</bdi>
      </dd>
    </dl>
  )
}

/** "Microsoft 365 Business Premium" is called Business Premium by everyone. */
const shortName = (name: string) => name.replace(/^Microsoft (?:365 )?(?=.{4})/, '')

function Tiles({ person: { tiles }, go }: Pick<PersonProps, 'person' | 'go'>) {
  const reasons = [...new Set(tiles.flatMap(({ off }) => off ?? []))]
  return (
    <>
      <div class="tiles">
        {tiles.map(({ action, icon, word, off }) => (
          <ActionTile key={word} icon={icon} words={word} off={off} onClick={() => go('panel', action)} />
        ))}
      </div>
      {reasons.length > 0 && (
        <p class="reason">
          <Icon of={icons.infoLine} size={16} />
          <span>
            {reasons.length === 1
              ? i18n.t('ticket.offWord', { reason: reasons[0] ?? '' })
              : reasons.join(' ')}
          </span>
        </p>
      )}
    </>
  )
}
