import type { PersonView } from '#shared/contract.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { List } from '../../ui/list.tsx'
import { Section } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'

type Licence = PersonView['licences'][number]

/** By name, with where each comes from; the part number is what invoices and admin centres say. */
export function Licences({ view }: { view: PersonView }) {
  const { licences, person } = view
  return (
    <Section title={licences.length === 1 ? '1 licence' : `${licences.length} licences`}>
      {licences.length === 0 ? (
        <p class="quiet">None. No mailbox and no apps come with this account until a licence is assigned.</p>
      ) : (
        <List label="Licences">
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
        Not assigned
      </Tag>
    )
  return hasProblem ? (
    <Tag icon={icons.warning} tone="warning">
      Has a problem
    </Tag>
  ) : (
    <Tag icon={icons.done} tone="success">
      Active
    </Tag>
  )
}

/** Whoever would take it away must know both ways it came. */
function Source({ licence: { byGroup, direct } }: { licence: Licence }) {
  if (byGroup === null) return <>Direct</>
  return (
    <>
      <Icon of={icons.people} size={14} />
      {direct ? 'Direct and by group ' : 'By group '}
      <Foreign>{byGroup}</Foreign>
    </>
  )
}
