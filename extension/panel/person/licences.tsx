import type { PersonView } from '#shared/contract.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { List, Row } from '../../ui/list.tsx'
import { Section } from '../../ui/page.tsx'

type Licence = PersonView['licences'][number]

/** By name; the part number is what invoices and admin centres say. */
export function Licences({ licences }: Pick<PersonView, 'licences'>) {
  return (
    <Section title="Licences" aside={licences.length > 0 && String(licences.length)}>
      {licences.length === 0 ? (
        <p class="blank">None</p>
      ) : (
        <List label="Licences">
          {licences.map((licence) => (
            <Row
              key={licence.skuId}
              start={<Icon of={icons.licence} />}
              title={<Foreign>{licence.name}</Foreign>}
              text={textOf(licence)}
            />
          ))}
        </List>
      )}
    </Section>
  )
}

/** The worst first: what is wrong, else which group gives it, else the part number. */
function textOf({ name, partNumber, byGroup, direct, problem }: Licence) {
  if (problem !== null) return problem
  if (byGroup !== null) {
    return (
      <>
        {direct ? 'Directly and by group ' : 'By group '}
        <Foreign>{byGroup}</Foreign>
      </>
    )
  }
  return name === partNumber ? undefined : <Foreign>{partNumber}</Foreign>
}
