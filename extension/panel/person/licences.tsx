import { i18n } from '#i18n'
import type { PersonView } from '#shared/contract.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { List } from '../../ui/list.tsx'
import { countText } from '../../ui/number.ts'
import { Section } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { woven } from '../../ui/woven.tsx'

type Licence = PersonView['licences'][number]

/** By name, with where each comes from; the part number is what invoices and admin centres say. */
export function Licences({ view }: { view: PersonView }) {
  const { licences, person } = view
  return (
    <Section title={i18n.t('panel.person.licences2', licences.length, { count: countText(licences.length) })}>
      {licences.length === 0 ? (
        <p class="quiet">{i18n.t('panel.person.noneNoMailboxAndNo')}</p>
      ) : (
        <List label={i18n.t('panel.person.licences')}>
          {licences.map((licence) => (
            <LicenceRow
              key={licence.skuId}
              licence={licence}
              isHeld={person.skuIds.includes(licence.skuId)}
            />
          ))}
        </List>
      )}
    </Section>
  )
}

function LicenceRow({ licence, isHeld }: { licence: Licence; isHeld: boolean }) {
  const { name, partNumber, problem } = licence
  return (
    <li class="licence">
      <Icon of={icons.licence} />
      <div class="row-text">
        <div class="licence-head">
          <Foreign class="licence-name">{name}</Foreign>
          <StateOf isHeld={isHeld} hasProblem={problem !== null} />
        </div>
        <span class="row-note">
          <Source licence={licence} />
        </span>
        {name !== partNumber && (
          <span class="row-note">
            <Foreign>{partNumber}</Foreign>
          </span>
        )}
        {problem !== null && <p class="licence-problem">{problem}</p>}
      </div>
    </li>
  )
}

function StateOf({ isHeld, hasProblem }: { isHeld: boolean; hasProblem: boolean }) {
  if (!isHeld)
    return (
      <Tag icon={icons.warning} tone="warning">
        {i18n.t('panel.person.notAssigned')}
      </Tag>
    )
  return hasProblem ? (
    <Tag icon={icons.warning} tone="warning">
      {i18n.t('panel.person.hasProblem')}
    </Tag>
  ) : (
    <Tag icon={icons.done} tone="success">
      {i18n.t('panel.person.active')}
    </Tag>
  )
}

/** Whoever would take it away must know both ways it came. */
function Source({ licence: { byGroup, direct } }: { licence: Licence }) {
  if (byGroup === null) return <>{i18n.t('panel.person.direct')}</>
  return (
    <>
      <Icon of={icons.people} size={14} />
      {woven(
        direct
          ? i18n.t('panel.person.directAndByGroup', { group: '{group}' })
          : i18n.t('panel.person.byGroup', { group: '{group}' }),
        { group: <Foreign>{byGroup}</Foreign> },
      )}
    </>
  )
}
