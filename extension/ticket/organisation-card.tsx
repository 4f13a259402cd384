import { i18n } from '#i18n'
import { Avatar } from '../ui/avatar.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { countText, percentText } from '../ui/number.ts'
import { Sparkline } from '../ui/sparkline.tsx'
import { woven } from '../ui/woven.tsx'
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
            <AsOf word={i18n.t('ticket.lastSync')} time={lastSyncAt} />
          ) : (
            <span class="freshness">{i18n.t('ticket.notSyncedYet')}</span>
          )}
          <button type="button" class="foot-way" onClick={() => go('tenant')}>
            {i18n.t('ticket.openTenant')}
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
      {more > 0 && <p class="reason">{i18n.t('ticket.andMoreProducts', more, { count: countText(more) })}</p>}
    </>
  )
}

function Score({ score }: Pick<OrganisationCard, 'score'>) {
  if (!score) return <p class="reason">{i18n.t('ticket.noSecureScoreYet')}</p>
  const { now, change, values } = score
  return (
    <div class="score">
      <p>
        {woven(i18n.t('ticket.secureScore', { score: '{score}' }), {
          score: <strong>{percentText(now)}</strong>,
        })}{' '}
        {change}
      </p>
      <Sparkline values={values} label={i18n.t('ticket.secureScore30Days')} />
    </div>
  )
}
