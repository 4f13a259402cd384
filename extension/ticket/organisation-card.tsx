import { Avatar } from '../ui/avatar.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Sparkline } from '../ui/sparkline.tsx'
import type { OrganisationCard } from './answer.ts'
import { AsOf } from './as-of.tsx'
import { Frame, Pill } from './frame.tsx'
import type { Fold, Go } from './overlay.tsx'
import { Problem } from './problem.tsx'
import { Tags } from './tags.tsx'

interface OrganisationProps {
  organisation: OrganisationCard
  fold: Fold
  go: Go
}

/** An organisation's Microsoft 365 in short. */
export function Organisation({ organisation, fold, go }: OrganisationProps) {
  const { name, about, tags, short, problem, lastSyncAt } = organisation
  const picture = (size: 28 | 48) => <Avatar name={name} shape="organisation" size={size} />
  if (fold.isFolded) return <Pill picture={picture(28)} title={name} state={short} {...fold.pill} />
  return (
    <Frame
      {...fold.frame}
      picture={picture(48)}
      title={name}
      about={about}
      tags={<Tags of={tags} />}
      footer={
        <>
          {lastSyncAt ? (
            <AsOf word="Last sync" time={lastSyncAt} />
          ) : (
            <span class="freshness">Not synced yet</span>
          )}
          <button type="button" class="foot-way" onClick={() => go('tenant')}>
            Open tenant
          </button>
        </>
      }
    >
      {problem && <Problem problem={problem} />}
      <Seats organisation={organisation} />
      <Score score={organisation.score} />
    </Frame>
  )
}

function Seats({ organisation: { licences, more } }: { organisation: OrganisationCard }) {
  return (
    <>
      <dl class="facts seats">
        {licences.map(({ name, left, isGone }) => (
          <>
            <dt>
              <Foreign>{name}</Foreign>
            </dt>
            <dd class={isGone ? 'tone-warning' : ''}>
              {isGone && <Icon of={icons.warning} size={14} />} {left}
            </dd>
          </>
        ))}
      </dl>
      {more > 0 && <p class="reason">{more === 1 ? 'and 1 more product' : `and ${more} more products`}</p>}
    </>
  )
}

function Score({ score }: Pick<OrganisationCard, 'score'>) {
  if (!score) return <p class="reason">No Secure Score yet.</p>
  const { now, change, values } = score
  return (
    <div class="score">
      <p>
        Secure Score <strong>{now} %</strong> {change}
      </p>
      <Sparkline values={values} label="Secure Score, 30 days" />
    </div>
  )
}
